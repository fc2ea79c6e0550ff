using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>How much time a target allows: a length, or a day that is meant.</summary>
/// <remarks>A whole number is minutes. Anything else is an object with a <c>type</c>: <c>span</c>, <c>dayLengths</c>, <c>workingDays</c>, <c>months</c> or <c>until</c>.</remarks>
[JsonConverter(typeof(BudgetJsonConverter))]
public abstract record Budget
{
    /// <summary>What must be counted before the deadline of a clock that starts at an instant.</summary>
    public abstract Allowance From(DateTimeOffset start, WorkingCalendar calendar);

    /// <summary>The length that is meant whenever a clock starts; null where that depends on the start.</summary>
    [JsonIgnore]
    public virtual TimeSpan? Length => null;

    /// <summary>Minutes.</summary>
    public static implicit operator Budget(int minutes) => new SpanBudget(minutes * 60L);
}

/// <summary>Time that must be counted before a deadline.</summary>
/// <param name="Length">Counted time.</param>
/// <param name="AtOpening">Whether a length that ends at a closing ends at the next opening instead, because a clock time of that day is meant.</param>
public readonly record struct Allowance(TimeSpan Length, bool AtOpening = false);

/// <summary>A length of counted time.</summary>
public sealed record SpanBudget(long Seconds) : Budget
{
    /// <inheritdoc />
    [JsonIgnore]
    public override TimeSpan? Length => TimeSpan.FromSeconds(Seconds);

    /// <inheritdoc />
    public override Allowance From(DateTimeOffset start, WorkingCalendar calendar) => new(TimeSpan.FromSeconds(Seconds));
}

/// <summary>Days as a length of hours: each stands for the hours that the calendar says a day has.</summary>
public sealed record DayLengthsBudget(double Days) : Budget
{
    /// <inheritdoc />
    public override Allowance From(DateTimeOffset start, WorkingCalendar calendar) =>
        new(TimeSpan.FromMilliseconds((long)(calendar.LengthOfDay.TotalMilliseconds * Days)));
}

/// <summary>So many working days later at the same clock time.</summary>
public sealed record WorkingDaysBudget(int Days) : Budget
{
    /// <inheritdoc />
    public override Allowance From(DateTimeOffset start, WorkingCalendar calendar) => WorkingDates.Later(calendar, start, date => WorkingDates.After(calendar, date, Days));
}

/// <summary>So many calendar months later at the same clock time; on the next working day when that day is none.</summary>
public sealed record MonthsBudget(int Months) : Budget
{
    /// <inheritdoc />
    public override Allowance From(DateTimeOffset start, WorkingCalendar calendar) =>
        WorkingDates.Later(calendar, start, date => WorkingDates.OnOrAfter(calendar, date.AddMonths(Months)));
}

/// <summary>A clock time on a working day: today's for 0, unless it has passed, the next working day's for 1.</summary>
public sealed record UntilBudget(int WorkingDays, [property: JsonConverter(typeof(ClockTimeJsonConverter))] TimeOnly Time) : Budget
{
    /// <inheritdoc />
    public override Allowance From(DateTimeOffset start, WorkingCalendar calendar)
    {
        var today = calendar.DateWorkedAt(start);
        var day = WorkingDays > 0 ? WorkingDates.After(calendar, today, WorkingDays) : WorkingDates.OnOrAfter(calendar, today);
        var due = On(day);
        var allowance = WorkingDates.Until(calendar, start, due);
        // Today's time has passed, or nothing of today is left before it.
        return due <= start || allowance is { Length.Ticks: 0, AtOpening: false }
            ? WorkingDates.Until(calendar, start, On(WorkingDates.After(calendar, day, 1)))
            : allowance;

        DateTimeOffset On(DateOnly date) => calendar.InstantOf(date.ToDateTime(Time));
    }
}

internal sealed class BudgetJsonConverter : JsonConverter<Budget>
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["span"] = typeof(SpanBudget),
        ["dayLengths"] = typeof(DayLengthsBudget),
        ["workingDays"] = typeof(WorkingDaysBudget),
        ["months"] = typeof(MonthsBudget),
        ["until"] = typeof(UntilBudget),
    };

    public override Budget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out var minutes))
            return minutes;
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw Malformed();
        using var json = JsonDocument.ParseValue(ref reader);
        if (!json.RootElement.TryGetProperty("type", out var name) || name.ValueKind is not JsonValueKind.String || !Types.TryGetValue(name.GetString()!, out var type))
            throw Malformed();
        // The members without the type: the options may refuse what they do not know.
        var members = json.RootElement.EnumerateObject().Where(member => member.Name is not "type").ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        return (Budget)JsonSerializer.SerializeToElement(members).Deserialize(type, options)!;
    }

    public override void Write(Utf8JsonWriter writer, Budget value, JsonSerializerOptions options)
    {
        if (value is SpanBudget { Seconds: var seconds } && seconds % 60 is 0)
        {
            writer.WriteNumberValue(seconds / 60);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type", Types.First(type => type.Value == value.GetType()).Key);
        foreach (var member in JsonSerializer.SerializeToElement(value, value.GetType(), options).EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static JsonException Malformed() =>
        new("A budget is whole minutes, or an object with a type: span, dayLengths, workingDays, months or until.");
}
