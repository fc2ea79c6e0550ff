using Dispatch.Teams;

namespace Dispatch.Grains.Journal;

/// <summary>The durable queues: steps that wait, as the ticket rows say.</summary>
public interface IWaitingSteps
{
    /// <summary>All steps waiting for a team, in no particular order.</summary>
    Task<IReadOnlyList<WaitingStep>> Of(string team, CancellationToken cancellationToken = default);
}
