using System.Text.Json;

namespace Dispatch.Tests.Core;

public sealed class DispatchJsonTests
{
    private sealed record Note(string Text, string? By, DateTimeOffset? At, int Times);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_null_that_is_not_written_is_read_back_as_null(bool strict)
    {
        var note = new Note("hello", By: null, At: null, Times: 2);
        var text = JsonSerializer.Serialize(note, DispatchJson.Stored);
        Assert.Equal("""{"text":"hello","times":2}""", text);
        Assert.Equal(note, JsonSerializer.Deserialize<Note>(text, strict ? DispatchJson.Strict : DispatchJson.Stored));
    }

    [Theory]
    [InlineData("""{"times":2}""", "text")]
    [InlineData("""{"text":"hello"}""", "times")]
    public void What_cannot_be_null_must_be_there(string json, string missing)
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Note>(json, DispatchJson.Strict));
        Assert.Contains($"'{missing}'", fault.Message);
    }

    [Theory]
    [InlineData("2026-03-02T01:02:03.004Z")]
    [InlineData("2026-12-31T23:59:59.999Z")]
    [InlineData("2024-02-29T00:00:00.000Z")]
    [InlineData("0987-10-20T10:00:00.120Z")]
    public void An_instant_is_written_as_it_is_read_with_every_digit(string instant)
    {
        var text = $"\"{instant}\"";
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<DateTimeOffset>(text, DispatchJson.Strict), DispatchJson.Stored));
    }

    [Fact]
    public void An_instant_of_another_zone_is_written_in_utc() =>
        Assert.Equal("\"2026-03-01T17:30:00.000Z\"", JsonSerializer.Serialize(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.FromHours(8)), DispatchJson.Stored));
}
