using Dispatch.Silo.Journal;

namespace Dispatch.Bench;

/// <summary>The journal under load: callers that each wait for their own commit, as intake does.</summary>
internal static class JournalRun
{
    /// <summary>Writes a range of tickets with a number of callers at once.</summary>
    public static Task Write(OpenedJournal opened, int from, int to, int callers) =>
        Each(from, to, callers, n => opened.Journal.Append(Workload.Ticket(n)));

    /// <summary>Does something for each number of a range, with a number of callers at once that each wait for their own.</summary>
    public static async Task Each(int from, int to, int callers, Func<int, Task> write)
    {
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < to; n = Interlocked.Increment(ref next))
                await write(n);
        })));
    }
}
