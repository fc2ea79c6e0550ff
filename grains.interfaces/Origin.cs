namespace Dispatch.Grains;

/// <summary>Who asked for a command, on whose behalf, and what it belongs to; every event keeps it.</summary>
/// <param name="Actor">Principal id (<c>user:li.wei</c>, <c>key:shop</c>) or <c>system</c>.</param>
/// <param name="OnBehalfOf">The person a machine or stand-in acts for, or null.</param>
/// <param name="Correlation">Id shared by everything that one outside request caused.</param>
/// <param name="Causation">What directly caused it: an event as <c>entity@version</c>, or null.</param>
public sealed record Origin(string Actor, string? OnBehalfOf = null, string? Correlation = null, string? Causation = null)
{
    /// <summary>Dispatch itself: timers and reactions.</summary>
    public static Origin System { get; } = new("system");

    /// <summary>The caller's idempotency key for this command, or null.</summary>
    public string? Key { get; init; }

    /// <summary>SHA-256 of the request body, hex; goes with <see cref="Key"/>.</summary>
    public string? BodyHash { get; init; }

    /// <summary>The version the caller saw (<c>If-Match</c>); null means any.</summary>
    public long? IfVersion { get; init; }
}
