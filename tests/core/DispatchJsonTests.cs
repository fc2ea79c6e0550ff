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
}
