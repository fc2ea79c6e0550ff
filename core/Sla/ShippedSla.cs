using System.Text.Json;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>Calendars and policies that a new company starts with. They lie as JSON in the folder <c>Shipped</c>.</summary>
public static class ShippedSla
{
    private const string Folder = "Sla/Shipped/";
    private static readonly string[] Years = ["2025", "2026", "2027"];
    private static readonly string[] CalendarIds = ["cn-office", "cn-service"];
    private static readonly string[] PolicyIds = ["standard", "vip"];

    /// <summary>Announced Chinese holidays by year, and the years not announced yet.</summary>
    public static IReadOnlyList<HolidayYear> ChineseHolidays { get; } = [.. Years.Select(year => HolidayYear.Read(Text($"holiday-cn/{year}.json")))];

    /// <summary>The calendars; those that keep holidays have the Chinese ones laid over them.</summary>
    public static IReadOnlyList<CalendarDefinition> Calendars { get; } = [.. CalendarIds.Select(id => Calendar($"calendar.{id}.json"))];

    /// <summary>The policies.</summary>
    public static IReadOnlyList<SlaPolicyDefinition> Policies { get; } =
        [.. PolicyIds.Select(id => Read<SlaPolicyDefinition>($"sla-policy.{id}.json"))];

    /// <summary>All of them as documents in the order in which they can be published.</summary>
    public static IReadOnlyList<ConfigurationDocument> Documents { get; } = AsDocuments(Calendars, Policies);

    /// <summary>Calendars and policies as first versions, in the order in which they can be published.</summary>
    public static IReadOnlyList<ConfigurationDocument> AsDocuments(IEnumerable<CalendarDefinition> calendars, IEnumerable<SlaPolicyDefinition> policies) =>
    [
        .. calendars.Select(calendar => new ConfigurationDocument(CalendarKind.Instance.Name, calendar.Id, 1, JsonBody.Of(calendar))),
        .. policies.Select(policy => new ConfigurationDocument(SlaPolicyKind.Instance.Name, policy.Id, 1, JsonBody.Of(policy))),
    ];

    private static CalendarDefinition Calendar(string name)
    {
        var calendar = Read<CalendarDefinition>(name);
        return calendar.HolidayYears is null ? calendar : ChineseHolidays.Aggregate(calendar, (with, year) => with.With(year));
    }

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Text(name), DispatchJson.Strict)!;

    private static string Text(string name)
    {
        using var stream = typeof(ShippedSla).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"{Folder}{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
