// renderer/components: the way out of the app, on every page that can be the last. May import: preact.
import { useTexts } from './context.tsx';
import { Button } from './parts.tsx';

export function CloseButton() {
  const { shell } = useTexts().wizard;
  return (
    <Button
      kind="primary"
      onClick={() => {
        window.close();
      }}
    >
      {shell.close}
    </Button>
  );
}
