namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>When no silo ran: what fell due then is seen late.</summary>
internal sealed class Downtime
{
    /// <summary>Lateness forgiven in a storm: a lost call is missed after half a minute, and a wake-up is tried again after up to as long.</summary>
    public static readonly TimeSpan InStorm = TimeSpan.FromMinutes(3);

    /// <summary>Lateness forgiven at rest.</summary>
    public static readonly TimeSpan AtRest = TimeSpan.FromSeconds(2);

    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> spans = [];

    /// <summary>No silo ran meanwhile.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset until) => spans.Add((from, until));

    /// <summary>How late something is seen that fell due at one instant and is seen at another, downtime not counted.</summary>
    public TimeSpan Late(DateTimeOffset due, DateTimeOffset seen)
    {
        var late = seen - due;
        foreach (var (from, until) in spans)
        {
            var overlap = (until < seen ? until : seen) - (from > due ? from : due);
            if (overlap > TimeSpan.Zero)
                late -= overlap;
        }
        return late;
    }
}
