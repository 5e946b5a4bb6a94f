// renderer: the window's first file. May import: shared, this folder.
import { render } from 'preact';
import './styles/index.css';

render(<main>STARTTLS Migrator</main>, document.body);
