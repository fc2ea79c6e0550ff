import { computed, shallowRef } from "vue";
import { Client } from "@/api/client";
import type { Language, Role, Session, User } from "@/api/types";
import { currentLanguage, languageWasChosen, setLanguage } from "@/i18n";
import { followClock } from "@/time/now";
import { deskRoles, intakeRoles, leadRoles, staffRoles } from "@/parts/signs";

const session = shallowRef<Session>();

export const api = new Client({
  language: currentLanguage,
  onSignedOut: () => {
    if (session.value?.user) session.value = { ...session.value, user: undefined };
  },
});

/** Who is signed in, and what this server offers to those who are not. */
export function useSession() {
  const user = computed(() => session.value?.user);
  const has = (...roles: Role[]) => roles.some((role) => user.value?.roles.includes(role));
  return {
    session, user, has,
    isStaff: computed(() => has(...staffRoles)),
    isDesk: computed(() => has(...deskRoles)),
    takesIn: computed(() => has(...intakeRoles)),
    leads: computed(() => has(...leadRoles)),
    seesBoard: computed(() => has(...deskRoles, "display")),
  };
}

export async function loadSession(): Promise<Session> {
  session.value = await api.get<Session>("/api/session");
  adopt(session.value.user);
  const { clock } = session.value;
  followClock(clock && { at: Date.parse(clock.at), heardAt: Date.now(), speed: clock.speed });
  return session.value;
}

export const knownSession = () => session.value;

export async function signIn(user: string, password: string): Promise<void> {
  await api.post("/api/session", { user, password });
  await loadSession();
}

export async function signInAsDemoUser(user: string): Promise<void> {
  await api.post("/api/session/demo", { user });
  await loadSession();
}

export async function signOut(): Promise<void> {
  await api.delete("/api/session");
  await loadSession();
}

/** Switches at once; the server learns it when it can, so that its sentences follow. */
export async function chooseLanguage(language: Language): Promise<void> {
  setLanguage(language);
  if (session.value?.user) await api.patch("/api/session", { language }).catch(() => undefined);
}

/** Where a user starts: the screen his work is done on. */
export function homeOf(user: User | undefined): string {
  if (!user) return "/sign-in";
  if (user.roles.every((role) => role === "display")) return "/board?kiosk=1";
  if (user.ticket) return `/tickets/${user.ticket}`;
  if (user.roles.every((role) => role === "engineer")) return "/visits";
  return "/tickets";
}

function adopt(user: User | undefined) {
  if (user?.language && !languageWasChosen()) setLanguage(user.language);
}
