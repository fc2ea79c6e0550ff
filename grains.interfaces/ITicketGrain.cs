using Dispatch.Grains.Journal;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One ticket, keyed <c>ticket/{id}</c>: every command about the case and its visits enters here.</summary>
public interface ITicketGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Takes the ticket in.</summary>
    /// <param name="texts">The texts that it refers to, stored in the same commit.</param>
    Task<IntakeAnswer> Open(OpenTicket open, Origin origin, IReadOnlyList<Content> texts);

    /// <summary>Decides a command and commits what follows.</summary>
    /// <param name="texts">The texts that the command refers to, stored in the same commit.</param>
    Task<Outcome> Handle(TicketCommand command, Origin origin, IReadOnlyList<Content> texts);

    /// <summary>The ticket as it stands, with its version; null when there is none.</summary>
    Task<Snapshot<Ticket>?> Describe();
}

/// <summary>What came of a ticket's intake.</summary>
/// <param name="Ticket">The ticket as it came in; null unless the outcome is <see cref="Outcome.Accepted"/>.</param>
public sealed record IntakeAnswer(Outcome Outcome, Ticket? Ticket);
