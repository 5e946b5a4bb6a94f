// renderer/components: draws a component again only when one of its properties is another. May import:
// preact.
import { Component, type FunctionComponent } from 'preact';

export function memo<P extends object>(Drawn: FunctionComponent<P>) {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>;
      return [...keys].some((key) => this.props[key] !== next[key]);
    }

    override render() {
      return <Drawn {...this.props} />;
    }
  };
}
