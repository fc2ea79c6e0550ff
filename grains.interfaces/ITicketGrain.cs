using Dispatch.Grains.Journal;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One ticket, keyed <c>ticket/{id}</c>: every command about the case and its visits enters here.</summary>
public interface ITicketGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Decides a command and commits what follows.</summary>
    /// <param name="texts">The texts that the command refers to, stored in the same commit.</param>
    Task<Outcome> Handle(TicketCommand command, Origin origin, IReadOnlyList<Content> texts);

    /// <summary>The ticket as it stands, with its version; null when there is none.</summary>
    Task<Snapshot<Ticket>?> Describe();
}
