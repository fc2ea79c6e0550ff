using System.Text.Json;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.World;

/// <summary>How a world begins.</summary>
public sealed record WorldOptions
{
    /// <summary>Monday, 2 March 2026, nine in the morning in Shanghai.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>What the clock shows first.</summary>
    public DateTimeOffset Start { get; init; } = Monday;

    /// <summary>Draws the order of work that is ready at the same moment, and ids; null keeps the order in which it became ready.</summary>
    public int? Seed { get; init; }

    /// <summary>The database to begin with; null begins with an empty one.</summary>
    public WorldImage? From { get; init; }

    /// <summary>What happens to messages between grains; null delivers each once and at once.</summary>
    public INetwork? Network { get; init; }

    /// <summary>How values that cross grains are written and read.</summary>
    public JsonSerializerOptions Wire { get; init; } = DispatchJson.Stored;

    /// <summary>How the clock reads ahead. Looking often costs most of the time of a quiet world, so it looks seldom and far.</summary>
    public ClockOptions Clock { get; init; } = new() { PollEvery = TimeSpan.FromMinutes(1), Horizon = TimeSpan.FromMinutes(2) };

    /// <summary>Wraps the journal's writer, to let it fail.</summary>
    public Func<IBatchWriter, IBatchWriter> WrapWriter { get; init; } = static writer => writer;

    /// <summary>Changes the services of a silo before it starts, to plant a fault in them.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}
