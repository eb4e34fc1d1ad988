import { useCsrf } from '../api/client';
import { type Login, session as calls, type Session } from '../api/session';

/** The session that the whole page shares. */
class SessionStore {
  value = $state<Session>({ role: 'nobody' });
  isKnown = $state(false);

  get mayAnalyse(): boolean {
    return ['operator', 'analyst', 'mediator'].includes(this.value.role);
  }

  /** Takes over a session that an answer brought. */
  take(value: Session): void {
    useCsrf(value.role === 'nobody' ? null : value.csrf);
    this.value = value;
    this.isKnown = true;
  }

  async load(): Promise<void> {
    this.take(await calls.read());
  }

  async open(token: string): Promise<void> {
    this.take(await calls.open(token));
  }

  async accept(token: string, passphrase: string): Promise<void> {
    this.take(await calls.accept(token, passphrase));
  }

  async login(login: Login): Promise<void> {
    this.take(await calls.login(login));
  }

  async close(): Promise<void> {
    await calls.close();
    this.take({ role: 'nobody' });
  }
}

export const session = new SessionStore();
