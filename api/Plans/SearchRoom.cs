namespace Dispatch.Api.Plans;

/// <summary>Whoever searches has a processor to himself; half of them at most search, so that tickets have the others.</summary>
internal static class SearchRoom
{
    private static readonly SemaphoreSlim Free = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Runs a search, or says at once that all places are taken.</summary>
    /// <returns>Whether there was room, and what came of it.</returns>
    public static async Task<(bool HadRoom, T? Result)> TryRun<T>(Func<Task<T>> search, CancellationToken cancellationToken)
    {
        if (!await Free.WaitAsync(TimeSpan.Zero, cancellationToken))
            return (false, default);
        try
        {
            return (true, await search());
        }
        finally
        {
            Free.Release();
        }
    }
}
