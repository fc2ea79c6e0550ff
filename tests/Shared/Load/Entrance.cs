namespace Dispatch.Tests.Shared.Load;

/// <summary>One way into the service: a host, and somebody signed in there.</summary>
public sealed record Entrance(ServiceProcess Service, ServiceClient Client);

/// <summary>Every host that takes requests, used in turn.</summary>
public sealed class Entrances(params IReadOnlyList<Entrance> hosts)
{
    private int next;

    /// <summary>The next one that is up: like a proxy it passes over those that are not, and waits while none is.</summary>
    public async Task<Entrance> Next()
    {
        while (true)
        {
            for (var tried = 0; tried < hosts.Count; tried++)
                if (hosts[(int)((uint)Interlocked.Increment(ref next) % hosts.Count)] is { Service.Ready.IsCompleted: true } entrance)
                    return entrance;
            await Task.WhenAny(hosts.Select(host => host.Service.Ready));
        }
    }
}
