namespace Dispatch.Tests.Shared.Load;

/// <summary>One way into the service: a host, and somebody signed in there.</summary>
public sealed record Entrance(ServiceProcess Service, ServiceClient Client);

/// <summary>Every host that takes requests, used in turn.</summary>
public sealed class Entrances(params IReadOnlyList<Entrance> hosts)
{
    private int next;

    /// <summary>The next one that is up.</summary>
    public async Task<Entrance> Next()
    {
        var entrance = hosts[(int)((uint)Interlocked.Increment(ref next) % hosts.Count)];
        await entrance.Service.Ready;
        return entrance;
    }
}
