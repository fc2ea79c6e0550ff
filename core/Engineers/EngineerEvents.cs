using System.Text.Json.Serialization;

namespace Dispatch.Engineers;

/// <summary>Something that happened to an engineer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(EngineerRegistered), "engineer-registered.v1")]
[JsonDerivedType(typeof(EngineerShiftSet), "engineer-shift-set.v1")]
[JsonDerivedType(typeof(EngineerReportedSick), "engineer-reported-sick.v1")]
[JsonDerivedType(typeof(EngineerReportedBack), "engineer-reported-back.v1")]
[JsonDerivedType(typeof(EngineerDayOpened), "engineer-day-opened.v1")]
[JsonDerivedType(typeof(EngineerTold), "engineer-told.v1")]
public abstract record EngineerEvent : DomainEvent;

/// <summary>He was entered, or what is known of him was replaced.</summary>
public sealed record EngineerRegistered(EngineerProfile Profile) : EngineerEvent;

/// <summary>His working hours changed.</summary>
public sealed record EngineerShiftSet(ShiftPattern Shift) : EngineerEvent;

/// <summary>He is away from an instant on; without an end until he reports back.</summary>
public sealed record EngineerReportedSick(DateTimeOffset From, DateTimeOffset? Until = null) : EngineerEvent;

/// <summary>He is back at work.</summary>
/// <param name="At">When his absence ended.</param>
public sealed record EngineerReportedBack(DateTimeOffset At) : EngineerEvent;

/// <summary>A date of his has a plan of its own.</summary>
public sealed record EngineerDayOpened(DateOnly Date) : EngineerEvent;

/// <summary>Days and zones acknowledged his latest change.</summary>
public sealed record EngineerTold(IReadOnlyList<string> Who) : EngineerEvent;
