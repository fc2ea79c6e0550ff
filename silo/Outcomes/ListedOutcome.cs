using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Dispatch.Silo.Outcomes;

/// <summary>One outcome as reports list it.</summary>
/// <param name="Ticket">Bare ticket id.</param>
/// <param name="Metric">As the API writes it.</param>
/// <param name="Team">Team that had it when it was decided, or null.</param>
/// <param name="Person">Person who had it then, or null.</param>
public sealed record ListedOutcome(
    string Ticket, string Number, string Clock, string Target, string Metric, bool Met, DateTimeOffset StartedAt, DateTimeOffset DecidedAt, TimeSpan Budget,
    string? Team, string? Person)
{
    internal const string Columns =
        "o.ticket, r.number, o.clock, o.target, o.metric, o.met, o.started_at, o.decided_at, o.budget, o.team, o.person, o.policy, o.policy_version, o.ended_at, o.margin";

    /// <summary>Policy, or null for the limit of a flow that no policy measures.</summary>
    public string? Policy { get; init; }

    /// <summary>Its version.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>When it was done or given up; null while it is owed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Budget left then, negative when overdrawn; null while it is owed.</summary>
    public TimeSpan? Margin { get; init; }

    /// <summary>Who had what the clock measured, in order.</summary>
    public IReadOnlyList<ListedHolding> Held { get; init; } = [];

    internal static ListedOutcome Of(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
        At(row.GetInt64(6)), At(row.GetInt64(7)), TimeSpan.FromMilliseconds(row.GetInt64(8)), Text(row, 9), Text(row, 10))
    {
        Policy = Text(row, 11),
        PolicyVersion = row.IsDBNull(12) ? null : row.GetInt32(12),
        EndedAt = row.IsDBNull(13) ? null : At(row.GetInt64(13)),
        Margin = row.IsDBNull(14) ? null : TimeSpan.FromMilliseconds(row.GetInt64(14)),
    };

    internal static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    internal static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}

/// <summary>A stretch of it in one holder's hands.</summary>
/// <param name="Counted">Time of it that the clock counted.</param>
/// <param name="Late">What of that lay beyond the budget.</param>
public sealed record ListedHolding(string? Team, string? Person, DateTimeOffset From, DateTimeOffset To, TimeSpan Counted, TimeSpan Late)
{
    internal const string Columns = "team, person, from_at, to_at, counted, late";

    internal static ListedHolding Of(DbDataReader row, int first) => new(
        ListedOutcome.Text(row, first), ListedOutcome.Text(row, first + 1), ListedOutcome.At(row.GetInt64(first + 2)), ListedOutcome.At(row.GetInt64(first + 3)),
        TimeSpan.FromMilliseconds(row.GetInt64(first + 4)), TimeSpan.FromMilliseconds(row.GetInt64(first + 5)));
}

/// <summary>A place between two outcomes of a list; opaque to callers.</summary>
public sealed record OutcomeCursor(long DecidedAt, long StartedAt, string Ticket, string Clock)
{
    private const int Longest = 600;

    /// <summary>The place behind an outcome.</summary>
    public static OutcomeCursor After(ListedOutcome outcome) =>
        new(outcome.DecidedAt.ToUnixTimeMilliseconds(), outcome.StartedAt.ToUnixTimeMilliseconds(), outcome.Ticket, outcome.Clock);

    /// <summary>The cursor as callers see it.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{DecidedAt}|{StartedAt}|{Ticket}|{Clock}")));

    /// <summary>Reads back what <see cref="ToString"/> wrote; null when the text is no such cursor.</summary>
    public static OutcomeCursor? Parse(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 4) is not [var decided, var started, var ticket, var clock])
            return null;
        return long.TryParse(decided, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(started, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            ? new(at, from, ticket, clock)
            : null;
    }
}
