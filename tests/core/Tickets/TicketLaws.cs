using Dispatch.Sla;
using Dispatch.Tests.Core.Engineers;
using Dispatch.Tickets;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>What holds for every ticket of a shipped case type, whatever is asked of it and whenever.</summary>
public sealed class TicketLaws
{
    private const int LargestSnapshot = 16 * 1024;
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();

    [Fact]
    public void A_refused_command_leaves_nothing_behind() =>
        Walk(move => Assert.True(move.Decision.Rejection is null || move.Decision.Events is []));

    [Fact]
    public void Events_and_snapshots_come_back_from_the_journal_as_they_went_in() => Walk(move =>
    {
        foreach (var @event in move.Decision.Events)
            Assert.Equal(EventKinds.Write(@event), EventKinds.Write(Kinds.Read(Kinds.KindOf(@event), EventKinds.Write(@event))!));
        Assert.Equal(Case.Snapshot(move.After), Case.Snapshot(move.After.Stored()));
    });

    [Fact]
    public void Folding_the_whole_history_gives_the_state_that_was_stored_on_the_way() =>
        Walk(move => Assert.Equal(Case.Snapshot(move.After), Case.Snapshot(move.History.Aggregate(Ticket.Initial("t1"), (ticket, @event) => ticket.Apply(@event)))));

    [Fact]
    public void What_is_over_has_no_open_step_no_open_visit_and_no_running_clock() => Walk(move =>
    {
        if (move.After.IsOpen)
            return;
        Assert.DoesNotContain(move.After.Steps, step => step.IsOpen);
        Assert.DoesNotContain(move.After.WorkOrders, order => order.IsOpen);
        Assert.DoesNotContain(move.After.Sla.Clocks, clock => clock.IsOpen);
        Assert.Equal(move.After.Status is TicketStatus.Resolved ? move.After.ResolvedAt + Ticket.CloseAfter : null, move.After.NextWake);
    });

    [Fact]
    public void What_is_open_has_an_open_step_and_its_steps_are_those_of_its_flow() => Walk(move =>
    {
        Assert.Equal(move.After.IsOpen, move.After.Flow.Open.Count > 0);
        Assert.Equal(move.After.Flow.Open.Select(step => step.Instance), move.After.Steps.Where(step => step is { IsOpen: true, IsTask: false }).Select(step => step.Instance));
    });

    [Fact]
    public void Steps_visits_and_clocks_have_names_of_their_own() => Walk(move =>
    {
        Assert.Distinct(move.After.Steps.Select(step => step.Instance));
        Assert.Distinct(move.After.WorkOrders.Select(order => order.Id));
        Assert.Distinct(move.After.Sla.Clocks.Select(clock => clock.Key));
    });

    [Fact]
    public void Whatever_changes_a_ticket_leaves_it_waiting_for_nothing_that_has_passed() =>
        Walk(move => Assert.False(move.Decision.Events.Count > 0 && move.After.NextWake <= move.Now, $"{move.After.NextWake:O} at {move.Now:O}"));

    [Fact]
    public void A_ticket_that_was_woken_has_nothing_more_to_say_until_it_asked_to_be_woken_again() => Walk(move =>
    {
        var woken = Take(move.After, TicketDecisions.Wake(move.After, World.Rules, move.Now));
        Assert.Empty(TicketDecisions.Wake(woken, World.Rules, move.Now).Events);
        if (woken.NextWake is not { } wake)
            return;
        Assert.Empty(TicketDecisions.Wake(woken, World.Rules, wake.AddMilliseconds(-1)).Events);
        Assert.NotEmpty(TicketDecisions.Wake(woken, World.Rules, wake).Events);
    });

    [Fact]
    public void It_does_not_matter_whether_a_ticket_was_looked_at_in_between() => Walk(move =>
    {
        var later = move.Now.AddDays(3);
        var between = Take(move.After, TicketDecisions.Wake(move.After, World.Rules, move.Now.AddHours(move.Pick % 72)));
        Assert.Equal(Unseen(move.After, later), Unseen(between, later));
    });

    [Fact]
    public void A_hold_makes_no_deadline_earlier() => Walk(move =>
    {
        var before = Take(move.After, TicketDecisions.Wake(move.After, World.Rules, move.Now));
        if (TicketDecisions.Decide(before, new HoldTicket("awaiting-customer", null, null), World.Rules, move.Now) is not { Rejection: null } hold)
            return;
        var resumedAt = move.Now.AddMinutes(move.Pick % 5000);
        var resumed = Take(Take(before, hold), TicketDecisions.Decide(Take(before, hold), new ResumeTicket(), World.Rules, resumedAt));
        // An escalation of a clock that runs on may have raised the priority, which has budgets of its own.
        if (resumed.Priority != before.Priority)
            return;
        foreach (var clock in resumed.Sla.Clocks.Where(clock => clock.IsOpen))
            Assert.False(clock.DueAt < before.Sla.Clocks.FirstOrDefault(each => each.Key == clock.Key)?.DueAt, clock.Key);
        // What was left of a limit is counted by the calendar of the policy that the ticket has now.
        foreach (var step in resumed.Steps.Where(step => step.IsOpen && !move.History.OfType<SlaMoved>().Any(moved => moved.Happenings.OfType<PolicyReplaced>().Any())))
            Assert.False(step.DueAt < before.StepOf(step.Instance)?.DueAt, step.Instance);
    });

    [Fact]
    public void A_snapshot_stays_small_however_long_a_case_goes_on() => Walk(move => Assert.InRange(Case.Snapshot(move.After).Length, 1, LargestSnapshot), moves: 200);

    [Fact]
    public void A_key_is_known_until_twenty_newer_ones_came() => Walk(move =>
        Assert.Equal(move.History.OfType<CommandKeyed>().Select(keyed => keyed.Key).TakeLast(20), move.After.Keys), moves: 80);

    [Fact]
    public void What_the_holders_of_a_promise_had_of_it_adds_up_to_what_was_used_and_leaves_no_gap() => Walk(move =>
    {
        foreach (var outcome in Outcomes(move.History))
        {
            Assert.Equal(outcome.Held.Skip(1).Select(held => held.From), outcome.Held.SkipLast(1).Select(held => held.To));
            if (outcome is not { Margin: { } margin, EndedAt: { } end } || end == outcome.StartedAt)
                continue;
            Assert.Equal((outcome.StartedAt, end), (outcome.Held[0].From, outcome.Held[^1].To));
            Assert.Equal(outcome.Budget - margin, Sum(outcome.Held.Select(held => held.Counted)));
            Assert.Equal(margin < TimeSpan.Zero ? -margin : TimeSpan.Zero, Sum(outcome.Held.Select(held => held.Late)));
        }
    });

    [Fact]
    public void No_outcome_changes_but_by_an_event_that_decides() => Walk(move =>
    {
        if (!move.Decision.Events.Cast<TicketEvent>().Any(TicketOutcomes.Decides))
            Assert.Equivalent(Outcomes(move.History.Take(move.History.Count - move.Decision.Events.Count)), Outcomes(move.History), strict: true);
    });

    [Fact]
    public void Chance_gets_everywhere()
    {
        var (statuses, visits, kinds, refused) = (new HashSet<TicketStatus>(), new HashSet<WorkOrderState>(), new HashSet<string>(), new HashSet<RejectionCode>());
        for (var seed = 0; seed < 200; seed++)
            Walk(Picks(seed), move =>
            {
                statuses.Add(move.After.Status);
                visits.UnionWith(move.After.WorkOrders.Select(order => order.State));
                kinds.UnionWith(move.History.Select(Kinds.KindOf));
                if (move.Decision.Rejection is { } rejection)
                    refused.Add(rejection.Code);
            });
        Assert.Equal(Enum.GetValues<TicketStatus>().Order(), statuses.Order());
        Assert.Equal(Enum.GetValues<WorkOrderState>().Order(), visits.Order());
        // Old journals have flagged duplicates, nothing flags them any more.
        Assert.Equal(Kinds.All.Except(["duplicate-flagged.v1"]).Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
        Assert.InRange(refused.Count, 8, int.MaxValue);
    }

    /// <summary>Snapshot at an instant, without who looked when.</summary>
    private static string Unseen(Ticket ticket, DateTimeOffset at) =>
        System.Text.Encoding.UTF8.GetString(Case.Snapshot(Take(ticket, TicketDecisions.Wake(ticket, World.Rules, at))));

    private static Ticket Take(Ticket ticket, Decision decision) =>
        decision.Events.Cast<TicketEvent>().Aggregate(ticket, (state, @event) => state.Apply(@event));

    private static IReadOnlyList<SlaOutcome> Outcomes(IEnumerable<TicketEvent> history) => TicketOutcomes.Of("t1", history, World.Rules.Sla);

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);

    private static int[] Picks(int seed) => new Random(seed) is var random ? [.. Enumerable.Range(0, 60).Select(_ => random.Next())] : [];

    private static void Walk(Action<Move> law, int moves = 40) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), moves)), picks => Walk(picks, law))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static void Walk(int[] picks, Action<Move> law)
    {
        var random = new Random(picks.FirstOrDefault());
        var (open, now) = TicketChance.Opening(random);
        var (ticket, history) = (Ticket.Initial("t1"), new List<TicketEvent>());
        Make(open, 0);
        foreach (var pick in picks)
        {
            random = new(pick);
            now = TicketChance.Later(ticket, now, random);
            Make(TicketChance.Command(ticket, now, random), pick);
        }

        void Make(TicketCommand? command, int pick)
        {
            var decision = command is null ? TicketDecisions.Wake(ticket, World.Rules, now) : TicketDecisions.Decide(ticket, command, World.Rules, now);
            if (decision is { Rejection: null, Events.Count: > 0 } && random.Next(2) is 0)
                decision = Decision.Accept([.. decision.Events, new CommandKeyed(UsedKey.Of("li", $"{pick}", "body"))]);
            var after = Take(ticket, decision).Stored();
            history.AddRange(decision.Events.Cast<TicketEvent>());
            law(new(decision, after, now, pick, history));
            ticket = after;
            // Others hear of it, nearly always.
            if (random.Next(6) is 0 || !TicketNews.Kept(ticket).Any())
                return;
            var heard = new NewsHeard([.. TicketNews.Kept(ticket)]);
            history.Add(heard);
            ticket = ticket.Apply(heard).Stored();
        }
    }

    private sealed record Move(Decision Decision, Ticket After, DateTimeOffset Now, int Pick, IReadOnlyList<TicketEvent> History);
}
