using System.Collections.Concurrent;

namespace Dispatch.Api.World;

/// <summary>Where engineers were last. Kept in memory only, one position each, and forgotten after 24 hours.</summary>
public sealed class Positions(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, PositionView> last = new(StringComparer.Ordinal);

    /// <summary>Raised with the engineer's id when he moved.</summary>
    public event Action<string>? Moved;

    /// <summary>Notes where an engineer is.</summary>
    public void Report(string engineer, double longitude, double latitude)
    {
        last[engineer] = new(longitude, latitude, time.Now());
        Moved?.Invoke(engineer);
    }

    /// <summary>Forgets where an engineer was.</summary>
    public void Forget(string engineer) => last.TryRemove(engineer, out _);

    /// <summary>Where an engineer was last, or null.</summary>
    public PositionView? Find(string engineer) =>
        last.TryGetValue(engineer, out var position) && time.Now() - position.At < Memory ? position : null;
}
