namespace Dispatch.Silo.Journal;

/// <summary>Forgets idempotency keys that have expired. They count as free already; this only gives back their room.</summary>
public interface IKeySweeper
{
    /// <summary>Deletes some keys that expired at or before an instant and returns how many.</summary>
    Task<int> Sweep(DateTimeOffset expired, CancellationToken cancellationToken = default);
}
