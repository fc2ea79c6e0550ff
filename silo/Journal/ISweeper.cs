namespace Dispatch.Silo.Journal;

/// <summary>Forgets rows whose time is over. They count for nothing already; this only gives back their room.</summary>
public interface ISweeper
{
    /// <summary>Deletes some rows whose time is over at an instant and returns how many.</summary>
    Task<int> Sweep(DateTimeOffset now, CancellationToken cancellationToken = default);
}
