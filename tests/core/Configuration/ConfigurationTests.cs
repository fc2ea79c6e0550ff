using System.Text.Json;
using Dispatch.Configuration;

namespace Dispatch.Tests.Core.Configuration;

public sealed class ConfigurationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(Colours.Kind, Paintings.Kind);
    private static readonly ConfigurationSnapshot WithRed = Empty.With(new("colour", "red", 1, Body("""{"id":"red","name":{"zh":"红","en":"Red"}}""")));

    private static readonly PublishedDocument Nothing = PublishedDocument.Initial("colour/red");

    [Fact]
    public void The_first_publication_is_version_1_and_the_state_follows_the_event()
    {
        var decision = ConfigurationDecisions.Decide(Nothing, Red(ifMatch: 0), Empty, Noon);
        var published = Assert.IsType<DocumentPublished>(Assert.Single(decision.Events));
        Assert.Equal(1, published.Version);
        Assert.Equal("colour/red@1", published.Document().Ref().ToString());
        Assert.Equal(1, Nothing.Apply(published).Version);
    }

    [Fact]
    public void A_stale_version_is_refused()
    {
        var state = Nothing with { Version = 3 };
        var rejection = ConfigurationDecisions.Decide(state, Red(ifMatch: 2), Empty, Noon).Rejection;
        Assert.Equal(RejectionCode.DocumentVersionStale, rejection?.Code);
        Assert.Equal("3", rejection?.Arguments["current"]);
    }

    [Fact]
    public void A_document_is_published_only_under_its_own_id() => Assert.Equal(
        RejectionCode.DocumentIdDiffers,
        ConfigurationDecisions.Decide(PublishedDocument.Initial("colour/blue"), Red(null), Empty, Noon).Rejection?.Code);

    [Fact]
    public void Publishing_the_same_content_again_changes_nothing()
    {
        var first = (DocumentPublished)ConfigurationDecisions.Decide(Nothing, Red(null), Empty, Noon).Events[0];
        Assert.Empty(ConfigurationDecisions.Decide(Nothing.Apply(first), Red(null), Empty, Noon).Events);
    }

    [Fact]
    public void Every_fault_of_a_document_is_reported_at_once_with_its_path()
    {
        var body = Body("""{"id":"blue","name":{"zh":" "},"shades":[{"name":{"zh":"浅","en":"Light"},"depth":"deep"},{"nmae":1}]}""");
        var errors = Empty.Validate("colour", "red", body);
        Assert.Equal(
            [
                "$.id document-id-differs", "$.name text-missing", "$.name text-missing",
                "$.shades[0].depth document-malformed", "$.shades[1].nmae document-malformed",
            ],
            errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_publication_carries_its_errors()
    {
        var rejection = ConfigurationDecisions.Decide(Nothing, new("colour", "red", Body("""{"id":"red"}"""), 0), Empty, Noon).Rejection;
        Assert.Equal(RejectionCode.DocumentInvalid, rejection?.Code);
        Assert.NotEmpty(rejection!.Errors!);
    }

    [Theory]
    [InlineData("size", "red", "document-kind-unknown")]
    [InlineData("colour", "Red!", "document-id-invalid")]
    public void Unknown_kinds_and_odd_ids_are_refused(string kind, string id, string code) =>
        Assert.Equal(code, Assert.Single(Empty.Validate(kind, id, Body("{}"))).Code.Value);

    [Fact]
    public void A_huge_body_is_refused_before_it_is_read() =>
        Assert.Equal(
            RejectionCode.DocumentTooLarge,
            Assert.Single(Empty.Validate("colour", "red", JsonBody.Of(new string('x', ConfigurationSnapshot.LargestBody)))).Code);

    [Fact]
    public void Old_versions_stay_readable_beside_the_current_one()
    {
        var two = WithRed.With(new("colour", "red", 2, Body("""{"id":"red","name":{"zh":"红色","en":"Crimson"}}""")));
        Assert.Equal("Crimson", two.Current(Colours.Kind, "red")?.Value.Name.En);
        Assert.Equal("Red", two.Exact(Colours.Kind, "red", 1)?.Value.Name.En);
        Assert.Equal("colour/red@2", two.Current(Colours.Kind, "red")?.Ref.ToString());
        Assert.Null(WithRed.Exact(Colours.Kind, "red", 2));
    }

    [Fact]
    public void A_document_seen_twice_changes_nothing() =>
        Assert.Same(WithRed, WithRed.With(WithRed.Document(new("colour", "red", 1))!));

    [Fact]
    public void A_document_that_would_break_another_is_refused_and_names_it()
    {
        var painted = WithRed.With(new("painting", "barn", 1, Body("""{"id":"barn","colour":"red","wants":"Red"}""")));
        var error = Assert.Single(painted.Validate("colour", "red", Body("""{"id":"red","name":{"zh":"红","en":"Pink"}}""")));
        Assert.Equal(RejectionCode.DocumentBreaksAnother, error.Code);
        Assert.Equal("painting/barn@1", error.Arguments["document"]);
        Assert.Equal("$.wants", error.Arguments["path"]);
    }

    [Fact]
    public void A_published_document_that_does_not_compile_here_leaves_the_version_before_it_current()
    {
        var faulty = WithRed.With(new("colour", "red", 2, Body("""{"id":"red"}""")));
        Assert.Equal(1, faulty.Current(Colours.Kind, "red")?.Ref.Version);
        Assert.Equal("colour/red@2", Assert.Single(faulty.Faults).Document.ToString());
    }

    [Fact]
    public void A_published_event_survives_the_journal()
    {
        var @event = new DocumentPublished("colour", "red", 1, Body("""{"id":"red","name":{"zh":"红","en":"Red"}}"""), Noon);
        var kinds = EventKinds.Of<ConfigurationEvent>();
        Assert.Equal(@event, kinds.Read(kinds.KindOf(@event), EventKinds.Write(@event)));
    }

    [Theory]
    [InlineData("case-type/repair@3", true)]
    [InlineData("case-type/repair@0", false)]
    [InlineData("case-type/repair", false)]
    [InlineData("/repair@1", false)]
    [InlineData("case-type/@1", false)]
    [InlineData("", false)]
    public void A_version_is_written_kind_slash_id_at_number(string text, bool valid) =>
        Assert.Equal(valid ? text : null, DocumentRef.TryParse(text)?.ToString());

    [Fact]
    public void A_body_that_names_a_member_twice_is_no_json_body() =>
        Assert.ThrowsAny<JsonException>(() => JsonBody.Parse("""{"id":"a","id":"b"}"""));

    private static PublishDocument Red(int? ifMatch) => new("colour", "red", Body("""{"id":"red","name":{"zh":"红","en":"Red"}}"""), ifMatch);

    private static JsonBody Body(string json) => JsonBody.Parse(json);

    private sealed record Colour(string Id, LocalText Name);

    private sealed record Shade(LocalText Name, int Depth);

    private sealed record Painting(string Id, string Colour, string Wants);

    private sealed class Colours() : DocumentKind<Colour>("colour")
    {
        public static readonly Colours Kind = new();

        protected override Colour? Compile(DocumentReader document, ConfigurationSnapshot configuration)
        {
            document.ReadList<Shade>(document.Root, "shades", "$");
            var name = document.Root.TryGetProperty("name", out var text) ? document.Read<LocalText>(text, "$.name") : null;
            if (name is null && document.Sound)
                document.Reject("$.name", RejectionCode.TextMissing);
            return name is null ? null : new(document.Id, name);
        }
    }

    private sealed class Paintings() : DocumentKind<Painting>("painting")
    {
        public static readonly Paintings Kind = new();

        public override IReadOnlyList<string> Uses => ["colour"];

        protected override Painting? Compile(DocumentReader document, ConfigurationSnapshot configuration)
        {
            var painting = document.Read<Painting>();
            if (painting is not null && configuration.Current(Colours.Kind, painting.Colour)?.Value.Name.En != painting.Wants)
                document.Reject("$.wants", RejectionCode.DocumentMalformed);
            return painting;
        }
    }
}
