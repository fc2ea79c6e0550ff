import { nextTick } from "vue";
import { createRouter, createWebHistory, type RouteLocationNormalized } from "vue-router";
import { displayToken } from "@/board/token";
import { homeOf, knownSession, loadSession } from "@/session/session";

const console_ = () => import("@/views/ConsoleFrame.vue");

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: "/board", component: () => import("@/views/BoardView.vue"), meta: { title: "board.title" } },
    { path: "/case", component: () => import("@/views/CaseView.vue"), meta: { title: "case.title" } },
    { path: "/sign-in", component: () => import("@/views/SignInView.vue"), meta: { title: "signIn.title", open: true } },
    {
      path: "/",
      component: console_,
      children: [
        { path: "", redirect: () => homeOf(knownSession()?.user) },
        { path: "tickets", component: () => import("@/views/TicketsView.vue"), meta: { title: "tickets.title" } },
        { path: "tickets/new", component: () => import("@/views/NewTicketView.vue"), meta: { title: "create.title" } },
        { path: "tickets/:id", component: () => import("@/views/TicketView.vue"), props: true, meta: { title: "tickets.title" } },
        { path: "engineers", component: () => import("@/views/EngineersView.vue"), meta: { title: "engineers.title" } },
        { path: "schedule", component: () => import("@/views/ScheduleView.vue"), meta: { title: "schedule.title" } },
        { path: "teams", component: () => import("@/views/TeamsView.vue"), meta: { title: "teams.title" } },
        { path: "cluster", component: () => import("@/views/ClusterView.vue"), meta: { title: "cluster.title" } },
        { path: "policies", component: () => import("@/views/PoliciesView.vue"), meta: { title: "policies.title" } },
        { path: "policies/:id", component: () => import("@/views/PolicyView.vue"), props: true, meta: { title: "policies.title" } },
        { path: "prices", component: () => import("@/views/PricesView.vue"), meta: { title: "prices.title" } },
        { path: "reports", component: () => import("@/views/ReportsView.vue"), meta: { title: "report.title" } },
        { path: "visits", component: () => import("@/views/VisitsView.vue"), meta: { title: "visits.title" } },
        { path: ":rest(.*)*", component: () => import("@/views/NotFoundView.vue"), meta: { title: "error.notFound" } },
      ],
    },
  ],
});

/** A screen reader starts at the new screen, not at the link that led there. */
router.afterEach((to, from) => {
  if (from.matched.length && to.path !== from.path) void nextTick(() => document.getElementById("content")?.focus({ preventScroll: true }));
});

/**
 * A display with a token of its own needs no session, and neither does a customer with his link; everybody else signs in first and comes back.
 * While the server cannot be reached the wallboard stays and waits for it.
 */
router.beforeEach(async (to: RouteLocationNormalized) => {
  if (to.path === "/case" || (to.path === "/board" && displayToken(to.hash))) return true;
  const session = knownSession() ?? (await loadSession().catch(() => undefined));
  if (to.meta.open) return session?.user && to.query.switch === undefined ? homeOf(session.user) : true;
  if (session?.user) return true;
  if (!session && to.path === "/board") return true;
  return { path: "/sign-in", query: to.fullPath === "/" ? {} : { to: to.fullPath } };
});
