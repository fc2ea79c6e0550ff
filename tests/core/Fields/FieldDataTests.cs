using System.Text.Json;
using Dispatch.Fields;
using Dispatch.Tests.Core.Conditions;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Fields;

public sealed class FieldDataTests
{
    private static readonly FieldCatalogue Catalogue = FieldCatalogue.BuiltIn.With(
    [
        new("data.reason", FieldType.Choice, new("原因", "Reason")) { Options = [new("broken", new("破损", "Broken"))] },
        new("data.boughtAt", FieldType.Instant, new("购买时间", "Bought")),
        new("data.weight", FieldType.Number, new("重量", "Weight")),
        new("data.site", FieldType.Place, new("地点", "Site")),
        new("data.witness", FieldType.Text, new("见证人", "Witness"), FieldSensitivity.Personal),
    ]).Required();

    [Fact]
    public void Catalogued_values_are_kept_with_their_type()
    {
        var data = Read("""{"reason":"broken","boughtAt":"2026-11-02T20:00:00+08:00","weight":3}""").Required();
        Assert.Equal(FieldValue.Of("broken"), data.Kept.Get("data.reason"));
        Assert.Equal(FieldValue.Of(new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero)), data.Kept.Get("data.boughtAt"));
        Assert.Equal(FieldValue.Of(3.0), data.Kept.Get("data.weight"));
        Assert.Equal(0, data.Erasable.Count);
    }

    [Fact]
    public void Personal_values_and_members_that_no_catalogue_describes_are_erasable()
    {
        var data = Read("""{"witness":"Li Lei","neighbour":"Han Meimei","floors":3,"reason":"broken"}""").Required();
        Assert.Equal(["data.reason"], data.Kept.Items.Select(item => item.Key));
        Assert.Equal(["data.floors", "data.neighbour", "data.witness"], data.Erasable.Items.Select(item => item.Key));
    }

    [Theory]
    [InlineData("""[]""", "field-value-wrong-type", "$.data")]
    [InlineData("""{"reason":"stolen"}""", "field-value-not-an-option", "$.data.reason")]
    [InlineData("""{"weight":"heavy"}""", "field-value-wrong-type", "$.data.weight")]
    [InlineData("""{"site":{"longitude":181,"latitude":0}}""", "field-value-wrong-type", "$.data.site")]
    [InlineData("""{"colour":{"r":1}}""", "field-value-wrong-type", "$.data.colour")]
    [InlineData("""{"colours":["red",5]}""", "field-value-wrong-type", "$.data.colours[1]")]
    [InlineData("""{"no good":1}""", "field-id-malformed", "$.data[0]")]
    [InlineData("""{"\ud800":1}""", "field-id-malformed", "$.data[0]")]
    [InlineData("""{"colour":"\ud800"}""", "field-text-malformed", "$.data.colour")]
    [InlineData("""{"colour":"red","colour":"blue"}""", "field-duplicate", "$.data.colour")]
    public void A_fault_is_refused_with_its_path(string json, string code, string path)
    {
        var rejection = Assert.Single(Read(json).Rejections);
        Assert.Equal((code, path), (rejection.Code.Value, rejection.Path));
    }

    [Fact]
    public void Kept_values_stay_small_enough_for_a_snapshot()
    {
        var fields = Enumerable.Range(0, 5).Select(i => new FieldDefinition($"data.t{i}", FieldType.Text, new("文", "Text"))).ToList();
        var catalogue = FieldCatalogue.BuiltIn.With(fields).Required();
        var json = JsonSerializer.Serialize(Enumerable.Range(0, 5).ToDictionary(i => $"t{i}", _ => new string('长', 900)));
        using var document = JsonDocument.Parse(json);
        var rejection = Assert.Single(FieldData.Read(catalogue, document.RootElement).Rejections);
        Assert.Equal((RejectionCode.FieldValueTooLong, "$.data"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void Whatever_is_sent_as_data_is_read_or_refused_and_never_throws() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(JsonGen.Texts.ToArbitrary(), text =>
        {
            using var document = Parsed(text);
            if (document is null)
                return;
            var data = FieldData.Read(Catalogue, document.RootElement);
            Assert.Equal(data.IsValid, data.Rejections.Count is 0);
        }));

    [Fact]
    public void Stored_values_come_back_with_their_kind()
    {
        var values = FieldValues.Empty
            .With("text", FieldValue.Of("退货"))
            .With("whole", FieldValue.Of(5L))
            .With("number", FieldValue.Of(5.0))
            .With("tiny", FieldValue.Of(1e-30))
            .With("yes", FieldValue.Of(true))
            .With("at", FieldValue.Of(new DateTimeOffset(2026, 11, 2, 12, 0, 0, 1, TimeSpan.Zero)))
            .With("set", FieldValue.Of(["b", "a", "b"]))
            .With("place", FieldValue.Of(new Place(121.47, 31.23)));
        var json = JsonSerializer.Serialize(values, DispatchJson.Stored);
        Assert.Equal(
            """{"at":{"at":"2026-11-02T12:00:00.001Z"},"number":5.0,"place":{"place":{"longitude":121.47,"latitude":31.23}},"set":["a","b"],"text":"退货","tiny":1E-30,"whole":5,"yes":true}""",
            json);
        Assert.Equal(values, JsonSerializer.Deserialize<FieldValues>(json, DispatchJson.Stored));
    }

    private static JsonDocument? Parsed(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static Checked<FieldData> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FieldData.Read(Catalogue, document.RootElement);
    }
}
