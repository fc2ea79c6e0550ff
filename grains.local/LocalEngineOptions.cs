using System.Text.Json;
using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Grains.Local;

/// <summary>How the Local engine runs.</summary>
public sealed class LocalEngineOptions
{
    /// <summary>An activation not called for this long is deactivated.</summary>
    public TimeSpan IdleAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for; one may live this much longer than <see cref="IdleAge"/>.</summary>
    public TimeSpan IdleSweep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A call not answered by then fails for its caller with a <see cref="TimeoutException"/>; the turn itself goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When set, every argument and result is copied through JSON as a wire would do; null hands the objects over.</summary>
    public JsonSerializerOptions? RoundTrip { get; set; }

    /// <summary>The clock of timers, idle ages and timeouts; null takes the host's <see cref="TimeProvider"/>.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>What runs the turns of all activations; null is the thread pool.</summary>
    public TaskScheduler? Scheduler { get; set; }

    /// <summary>What happens to calls on their way; null delivers each once and at once. Only simulations set it.</summary>
    public INetwork? Network { get; set; }
}
