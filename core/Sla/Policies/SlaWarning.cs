using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>A warning around the deadline.</summary>
/// <param name="Notify">Who is told.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WarnBefore), "before")]
[JsonDerivedType(typeof(WarnAtPercent), "percent")]
[JsonDerivedType(typeof(WarnAfter), "after")]
public abstract record SlaWarning(IReadOnlyList<Receiver> Notify)
{
    /// <summary>How much time is counted, from the start, when the warning is due.</summary>
    public abstract TimeSpan Position(TimeSpan budget);

    /// <summary>Whether another warning comes at the same place, whomever it tells.</summary>
    internal bool IsAt(SlaWarning other) => this with { Notify = [] } is var bare && bare.GetType() == other.GetType()
        && bare.Position(TimeSpan.FromDays(1)) == other.Position(TimeSpan.FromDays(1));
}

/// <summary>Warns so many minutes before the deadline, in the time that the target counts.</summary>
public sealed record WarnBefore(int Minutes, IReadOnlyList<Receiver> Notify) : SlaWarning(Notify)
{
    /// <inheritdoc />
    public override TimeSpan Position(TimeSpan budget) => budget - TimeSpan.FromMinutes(Minutes);
}

/// <summary>Warns when so many percent of the budget are used.</summary>
/// <param name="Percent">1 to 1,000; from 100 on the deadline has been reached.</param>
public sealed record WarnAtPercent(int Percent, IReadOnlyList<Receiver> Notify) : SlaWarning(Notify)
{
    /// <inheritdoc />
    public override TimeSpan Position(TimeSpan budget) => TimeSpan.FromMilliseconds((long)budget.TotalMilliseconds * Percent / 100);
}

/// <summary>Warns so many minutes after the deadline, in the time that the target counts.</summary>
public sealed record WarnAfter(int Minutes, IReadOnlyList<Receiver> Notify) : SlaWarning(Notify)
{
    /// <inheritdoc />
    public override TimeSpan Position(TimeSpan budget) => budget + TimeSpan.FromMinutes(Minutes);
}
