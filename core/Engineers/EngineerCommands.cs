using System.Text.Json.Serialization;

namespace Dispatch.Engineers;

/// <summary>What an engineer can be told.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RegisterEngineer), "registerEngineer")]
[JsonDerivedType(typeof(SetShift), "setShift")]
[JsonDerivedType(typeof(ReportSick), "reportSick")]
[JsonDerivedType(typeof(ReportBack), "reportBack")]
[JsonDerivedType(typeof(OpenEngineerDay), "openEngineerDay")]
[JsonDerivedType(typeof(MarkEngineerTold), "markEngineerTold")]
[JsonDerivedType(typeof(CheckAbsence), "checkAbsence")]
public abstract record EngineerCommand;

/// <summary>Enters an engineer, or replaces what is known of him.</summary>
public sealed record RegisterEngineer(EngineerProfile Profile) : EngineerCommand;

/// <summary>Changes his working hours.</summary>
public sealed record SetShift(ShiftPattern Shift) : EngineerCommand;

/// <summary>He is away.</summary>
/// <param name="From">Since when; null means from now.</param>
/// <param name="Until">Until when; null means until he reports back.</param>
public sealed record ReportSick(DateTimeOffset? From = null, DateTimeOffset? Until = null) : EngineerCommand;

/// <summary>He is back, or will not be away after all.</summary>
public sealed record ReportBack : EngineerCommand;

/// <summary>A date of his is about to hold its first visit: from now on it hears of his changes.</summary>
public sealed record OpenEngineerDay(DateOnly Date) : EngineerCommand;

/// <summary>Days and zones have heard of a change.</summary>
/// <param name="Change">Which one: having heard of an older one is not enough.</param>
public sealed record MarkEngineerTold(IReadOnlyList<string> Who, int Change) : EngineerCommand;

/// <summary>An absence may have ended.</summary>
public sealed record CheckAbsence : EngineerCommand;
