using Dispatch.Configuration;
using Dispatch.Flows;

namespace Dispatch.Tests.Core.Flows;

public sealed class CaseTypesTests
{
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(CaseTypes.Kind);

    [Fact]
    public void Every_shipped_document_says_the_same_after_being_read_and_written()
    {
        foreach (var document in ShippedCaseTypes.All)
        {
            var first = Read(document.Id, document.Body);
            var second = Read(document.Id, JsonBody.Of(first));
            Assert.Equal(JsonBody.Of(first), JsonBody.Of(second));
        }

        static CaseTypeDefinition Read(string id, JsonBody body) =>
            Empty.WithTeams(ShippedCaseTypes.Teams).With(new("case-type", id, 1, body)).Current(CaseTypes.Kind, id)!.Value.Definition;
    }

    [Fact]
    public void Faults_of_shape_are_reported_for_every_step_at_once() => AssertFaults(
        """
        {"id":"a","name":{"zh":"甲"},"fields":[{"id":"data.x","type":"colour","label":{"zh":"x","en":"x"}}],
         "flow":{"start":"s","steps":[
           {"type":"robot","id":"s","name":{"zh":"甲","en":"A"}},
           {"type":"end","id":"e","name":{"zh":"甲","en":"A"},"resolution":7},
           {"type":"team","id":"t","name":{"zh":"甲","en":"A"},"nxt":"e"},
           null,
           {"type":"team","id":"u","name":{"zh":"甲","en":"A"},"outcomes":[null]}]}}
        """,
        "$.fields[0].type document-malformed", "$.flow.steps[0] document-malformed", "$.flow.steps[1].resolution document-malformed",
        "$.flow.steps[2].nxt document-malformed", "$.flow.steps[3] document-malformed", "$.flow.steps[4].outcomes[0] document-malformed",
        "$.name text-missing");

    [Theory]
    [InlineData("[]", "$ document-malformed")]
    [InlineData("{}", "$ document-malformed")]
    [InlineData("7", "$ document-malformed")]
    [InlineData("null", "$ document-malformed")]
    [InlineData("""{"id":"a","name":{"zh":"甲","en":"A"}}""", "$ document-malformed")]
    [InlineData("""{"id":"a","name":{"zh":"甲","en":"A"},"flow":[]}""", "$.flow document-malformed")]
    [InlineData("""{"id":"a","name":{"zh":"甲","en":"A"},"flow":{"start":"s","steps":{}}}""", "$.flow.steps document-malformed")]
    [InlineData("""{"id":"a","name":{"zh":"甲","en":"A"},"flow":{"start":"s"}}""", "$.flow.steps flow-empty")]
    [InlineData("""{"id":"a","name":{"zh":"甲","en":"A"},"flow":{"start":"s","steps":[]}}""", "$.flow.steps flow-empty")]
    [InlineData("""{"id":"b","name":{"zh":"甲","en":"A"},"flow":{"start":"e","steps":[{"type":"end","id":"e","name":{"zh":"甲","en":"A"},"resolution":"r"}]}}""", "$.id document-id-differs")]
    public void Odd_documents_are_refused_with_a_path(string json, string fault) => AssertFaults(json, fault);

    [Fact]
    public void Faults_of_fields_and_flow_are_reported_together() => AssertFaults(
        """
        {"id":"a","name":{"zh":"甲","en":"A"},"fields":[{"id":"colour","type":"text","label":{"zh":"x","en":"x"}}],
         "flow":{"start":"s","steps":[{"type":"decision","id":"s","name":{"zh":"甲","en":"A"},"branches":[{"when":{"field":"nope","op":"eq","value":1},"next":"e"}]},
           {"type":"end","id":"e","name":{"zh":"甲","en":"A"},"resolution":"r"}]}}
        """,
        "$.fields[0].id field-id-malformed", "$.flow.steps[0] flow-otherwise-missing", "$.flow.steps[0].branches[0].when.field field-unknown");

    [Fact]
    public void Texts_are_needed_in_both_languages() => AssertFaults(
        """
        {"id":"a","name":{"zh":"","en":"A"},
         "flow":{"start":"s","steps":[{"type":"team","id":"s","name":{"en":"A"},"outcomes":[{"id":"x","name":{"zh":"甲","en":" "},"next":"e"}]},
           {"type":"end","id":"e","name":{"zh":"甲","en":"A"},"resolution":"r"}]}}
        """,
        "$.flow.steps[0].name text-missing", "$.flow.steps[0].outcomes[0].name text-missing", "$.name text-missing");

    private static void AssertFaults(string json, params string[] expected) => Assert.Equal(
        expected, Empty.Validate("case-type", "a", JsonBody.Parse(json)).Select(rejection => $"{rejection.Path} {rejection.Code}").Order(StringComparer.Ordinal));
}
