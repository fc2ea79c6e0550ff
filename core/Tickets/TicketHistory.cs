using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>A case as another system tells it: how it came in and how it ended, with nothing in between.</summary>
/// <param name="Opened">What it came in with; <see cref="OpenTicket.ReceivedAt"/> says when.</param>
/// <param name="End">How it ended; null while it is open there.</param>
public sealed record TicketPast(OpenTicket Opened, PastEnd? End);

/// <summary>How a case ended elsewhere.</summary>
/// <param name="Status"><see cref="TicketStatus.Resolved"/>, <see cref="TicketStatus.Closed"/> or <see cref="TicketStatus.Cancelled"/>.</param>
/// <param name="Resolution">With which result; counts unless it was cancelled.</param>
public sealed record PastEnd(TicketStatus Status, string Resolution, DateTimeOffset At);

/// <summary>An event of the past and the instant at which it happened.</summary>
public sealed record PastEvent(TicketEvent Event, DateTimeOffset At);

/// <summary>A case retold: its events and the ticket as they leave it, or why it is refused.</summary>
public sealed record RetoldTicket(Ticket Ticket, IReadOnlyList<PastEvent> Events, Rejection? Rejection);

/// <summary>Retells a case from another system by the decisions of this one, at the instants at which everything happened.</summary>
/// <remarks>
/// The case is routed and its clocks run, warn, breach and escalate as they would have. What the other system does not tell is not made up:
/// the flow is left right after the start, and clocks of steps and of the first response are withdrawn. So nothing waits in a queue either.
/// </remarks>
public static class TicketHistory
{
    /// <summary>Retells a case up to now.</summary>
    /// <param name="id">Id of the ticket to be.</param>
    public static RetoldTicket Retell(string id, TicketPast past, TicketRules rules, DateTimeOffset now)
    {
        var telling = new Telling(Ticket.Initial(id), rules);
        var received = past.Opened.ReceivedAt ?? now;
        if (telling.Take(TicketDecisions.Decide(telling.Ticket, past.Opened, rules, received), received) is { } refused)
            return refused;
        telling.Forget(received);
        telling.PassTime(past.End?.At ?? now);
        if (past.End is { } end && telling.End(end) is { } rejected)
            return rejected;
        telling.PassTime(now);
        return telling.Told(null);
    }

    private sealed class Telling(Ticket ticket, TicketRules rules)
    {
        private readonly List<PastEvent> events = [];

        public Ticket Ticket { get; private set; } = ticket;

        public RetoldTicket Told(Rejection? rejection) => new(Ticket, events, rejection);

        /// <summary>Takes what was decided at an instant; the refusal, if it was one.</summary>
        public RetoldTicket? Take(Decision decision, DateTimeOffset at)
        {
            foreach (var @event in decision.Events.Cast<TicketEvent>())
            {
                events.Add(new(@event, at));
                Ticket = Ticket.Apply(@event);
            }
            return decision.Rejection is { } rejection ? Told(rejection) : null;
        }

        /// <summary>Leaves the flow and the clocks of which nothing is told.</summary>
        public void Forget(DateTimeOffset at)
        {
            var turn = new TicketTurn(Ticket, rules, at).StopFlow();
            Clocks.React(turn, new Unobserved(SlaMetric.FirstResponse));
            Take(turn.Accept(), at);
        }

        /// <summary>Lets everything that fell due happen at its instant.</summary>
        public void PassTime(DateTimeOffset until)
        {
            while (Ticket.NextWake is { } wake && wake <= until)
                Take(TicketDecisions.Wake(Ticket, rules, wake), wake);
        }

        public RetoldTicket? End(PastEnd end)
        {
            // A flow that needs nobody ends by itself, right after the start.
            if (Ticket.IsOpen && Take(TicketDecisions.Decide(Ticket, Ending(end), rules, end.At), end.At) is { } refused)
                return refused;
            return end.Status is TicketStatus.Closed && Ticket.Status is TicketStatus.Resolved
                ? Take(TicketDecisions.Decide(Ticket, new CloseTicket(), rules, end.At), end.At)
                : null;
        }

        private static TicketCommand Ending(PastEnd end) => end.Status is TicketStatus.Cancelled
            ? new CancelTicket(null)
            : new ResolveTicket(end.Resolution, null);
    }
}
