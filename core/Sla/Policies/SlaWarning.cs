using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>A person reached through the ticket.</summary>
public enum Receiver
{
    /// <summary>Whoever has the ticket.</summary>
    Assignee,

    /// <summary>Lead of the ticket's team.</summary>
    Lead,

    /// <summary>Manager of the team's lead.</summary>
    Manager,
}

/// <summary>A warning before the deadline.</summary>
/// <param name="Notify">Who is told.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WarnBefore), "before")]
[JsonDerivedType(typeof(WarnAtPercent), "percent")]
public abstract record SlaWarning(IReadOnlyList<Receiver> Notify)
{
    /// <summary>How much of a budget is used when the warning is due.</summary>
    public abstract TimeSpan Position(TimeSpan budget);
}

/// <summary>Warns so many minutes before the deadline, in the time that the target counts.</summary>
public sealed record WarnBefore(int Minutes, IReadOnlyList<Receiver> Notify) : SlaWarning(Notify)
{
    /// <inheritdoc />
    public override TimeSpan Position(TimeSpan budget) => budget - TimeSpan.FromMinutes(Minutes);
}

/// <summary>Warns when so many percent of the budget are used.</summary>
/// <param name="Percent">1 to 99.</param>
/// <param name="Notify">Who is told.</param>
public sealed record WarnAtPercent(int Percent, IReadOnlyList<Receiver> Notify) : SlaWarning(Notify)
{
    /// <inheritdoc />
    public override TimeSpan Position(TimeSpan budget) => TimeSpan.FromMilliseconds((long)budget.TotalMilliseconds * Percent / 100);
}
