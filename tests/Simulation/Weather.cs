using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Tests.Simulation;

/// <summary>A network that loses, delays and doubles messages and answers, until it is calm. It is worst where visits are booked, because holds live there.</summary>
internal sealed class Weather(Random chance) : INetwork
{
    private static readonly string[] Field = ["engineer-day/", "stock/", "zone/"];

    /// <summary>Whether everything arrives once and at once.</summary>
    public bool Calm { get; set; }

    /// <inheritdoc />
    public Passage Of(string target, string method, string? caller)
    {
        if (Calm)
            return Passage.Smooth;
        var luck = chance.NextDouble() / (Array.Exists(Field, kind => target.StartsWith(kind, StringComparison.Ordinal)) ? 8 : 1);
        return luck switch
        {
            < 0.003 => new(TimeSpan.Zero, Lost: true),
            < 0.006 => new(TimeSpan.Zero, AnswerLost: true),
            < 0.020 => new(TimeSpan.Zero, Again: Soon(5_000)),
            < 0.050 => new(Soon(200)),
            < 0.055 => new(Soon(10_000)),
            _ => Passage.Smooth,
        };
    }

    private TimeSpan Soon(int most) => TimeSpan.FromMilliseconds(chance.Next(1, most));
}
