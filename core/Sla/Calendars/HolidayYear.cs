using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>A year's public holidays and make-up workdays as the State Council announced them, in the JSON format of NateScarlet/holiday-cn.</summary>
/// <param name="Year">The year announced. Its days may reach into the years beside it.</param>
/// <param name="Days">Days off, and weekend days that are worked instead.</param>
public sealed record HolidayYear(int Year, IReadOnlyList<HolidayYearDay> Days)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Whether the year is announced: an empty file is published before that.</summary>
    [JsonIgnore]
    public bool IsAnnounced => Days.Count > 0;

    /// <summary>Reads one year's file.</summary>
    /// <exception cref="JsonException">The text is not of that format.</exception>
    public static HolidayYear Read(string json) =>
        JsonSerializer.Deserialize<HolidayYear>(json, Format) ?? throw new JsonException("A holiday year is an object.");
}

/// <summary>One day that differs from an ordinary week.</summary>
/// <param name="Name">Holiday it belongs to.</param>
/// <param name="Date">Date in China.</param>
/// <param name="IsOffDay">True for a day off, false for a make-up workday (调休).</param>
public sealed record HolidayYearDay(string Name, DateOnly Date, bool IsOffDay);
