using System.Collections.Concurrent;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Loads snapshots for all who ask at the same time in one round trip: whoever asks while one is under way shares the next.</summary>
/// <param name="read">Reads the snapshots of some entities, in any order; unknown ones are left out.</param>
public sealed class SharedLoads(Func<string[], Task<List<StoredEntity>>> read)
{
    private const int MostAtOnce = 500;

    private readonly ConcurrentQueue<(string EntityId, TaskCompletionSource<StoredEntity?> Answer)> waiting = new();
    private int reading;

    /// <summary>The snapshot as it is stored after the call began; null when there is none.</summary>
    public Task<StoredEntity?> Load(string entityId, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<StoredEntity?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue((entityId, answer));
        if (Interlocked.Exchange(ref reading, 1) is 0)
            _ = ReadAll();
        return answer.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadAll()
    {
        do
        {
            while (Next() is { Count: > 0 } asked)
                await Answer(asked);
            Volatile.Write(ref reading, 0);
            // Whoever came between the last look and this line found a reading under way and relies on it.
        }
        while (!waiting.IsEmpty && Interlocked.Exchange(ref reading, 1) is 0);
    }

    private List<(string EntityId, TaskCompletionSource<StoredEntity?> Answer)> Next()
    {
        var asked = new List<(string EntityId, TaskCompletionSource<StoredEntity?> Answer)>();
        while (asked.Count < MostAtOnce && waiting.TryDequeue(out var one))
            asked.Add(one);
        return asked;
    }

    private async Task Answer(List<(string EntityId, TaskCompletionSource<StoredEntity?> Answer)> asked)
    {
        try
        {
            string[] ids = [.. asked.Select(one => one.EntityId).Distinct(StringComparer.Ordinal)];
            var found = (await read(ids)).ToDictionary(entity => entity.Id, StringComparer.Ordinal);
            foreach (var (entityId, answer) in asked)
                answer.TrySetResult(found.GetValueOrDefault(entityId));
        }
        catch (Exception failure)
        {
            foreach (var (_, answer) in asked)
                answer.TrySetException(failure);
        }
    }
}
