using System.Net;

namespace Dispatch.Silo.Cluster;

/// <summary>A process's part in a cluster.</summary>
public enum ClusterRole
{
    /// <summary>Runs grains and serves the API: one machine, or a developer's.</summary>
    Both,

    /// <summary>Runs grains.</summary>
    Silo,

    /// <summary>Serves the API and calls the silos.</summary>
    Api,
}

/// <summary>How a process takes part in a cluster. Waits are tight: who calls a dead silo is told within seconds.</summary>
public sealed record ClusterSettings
{
    /// <summary>The database that one cluster has to itself carries this name.</summary>
    public string Id { get; init; } = "dispatch";

    /// <summary>What this process does.</summary>
    public ClusterRole Role { get; init; }

    /// <summary>Port on which silos talk to each other; 0 takes a free one.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>Port on which API hosts call this silo; 0 takes a free one.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary>Address under which others reach this silo; null takes this host's own.</summary>
    public IPAddress? Advertise { get; init; }

    /// <summary>A grain call not answered by then fails for its caller, who may try again.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A silo that answers nobody for about this long is declared dead and its grains live on elsewhere.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A host whose clock differs more than this from the database server's is refused.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromSeconds(2);
}
