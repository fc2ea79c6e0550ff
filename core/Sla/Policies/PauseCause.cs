using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>Where a ticket stands, as policies see it.</summary>
public enum StatusCategory
{
    /// <summary>Nobody has worked on it yet.</summary>
    New,

    /// <summary>It is worked on.</summary>
    Open,

    /// <summary>It is on hold, or nobody but the customer is awaited.</summary>
    Held,

    /// <summary>Nothing but news from outside is awaited, such as a parcel.</summary>
    Waiting,
}

/// <summary>Something that pauses a clock as long as it lasts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HoldPauses), "hold")]
[JsonDerivedType(typeof(StatusPauses), "status")]
[JsonDerivedType(typeof(StepPauses), "step")]
[JsonDerivedType(typeof(UnlessHeld), "unlessHold")]
public abstract record PauseCause
{
    /// <summary>Code of the reason why the clock pauses as the ticket stands; null when this is no reason.</summary>
    public abstract string? ReasonIn(SlaSituation situation);
}

/// <summary>A ticket put on hold pauses the clock.</summary>
/// <param name="Reasons">Codes of the reasons that do; null means every reason.</param>
public sealed record HoldPauses(IReadOnlyList<string>? Reasons = null) : PauseCause
{
    /// <inheritdoc />
    public override string? ReasonIn(SlaSituation situation) =>
        situation.HeldFor is { } reason && (Reasons is null || Reasons.Contains(reason, StringComparer.Ordinal)) ? reason : null;
}

/// <summary>The clock pauses while the ticket is in one of some states.</summary>
public sealed record StatusPauses(IReadOnlyList<StatusCategory> Statuses) : PauseCause
{
    /// <inheritdoc />
    public override string? ReasonIn(SlaSituation situation) => Statuses.Contains(situation.Status) ? $"status-{situation.Status.ToString().ToLowerInvariant()}" : null;
}

/// <summary>The clock pauses while one of some steps of the flow is open.</summary>
/// <param name="Steps">Ids of steps.</param>
public sealed record StepPauses(IReadOnlyList<string> Steps) : PauseCause
{
    /// <inheritdoc />
    public override string? ReasonIn(SlaSituation situation) =>
        Steps.FirstOrDefault(step => situation.Steps.Contains(step, StringComparer.Ordinal)) is { } open ? $"step-{open}" : null;
}

/// <summary>The clock pauses except while the ticket is on hold for one of some reasons: it counts nothing but that wait.</summary>
/// <param name="Reasons">Codes of reasons.</param>
public sealed record UnlessHeld(IReadOnlyList<string> Reasons) : PauseCause
{
    private const string NotAwaited = "not-awaited";

    /// <inheritdoc />
    public override string? ReasonIn(SlaSituation situation) =>
        situation.HeldFor is { } reason && Reasons.Contains(reason, StringComparer.Ordinal) ? null : NotAwaited;
}
