using System.Text.Json;
using Dispatch.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Documentation;

/// <summary>What integrators may rely on, route by route: exact schemas, errors, repeatable POSTs, versions on edits, cursors on lists.</summary>
public sealed class ContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>PUT and PATCH without a version: what is set says all there is, or is one's own choice.</summary>
    private static readonly string[] WithoutVersion = ["patch /api/session", "put /api/teams/{id}/members/{person}/reporting"];

    /// <summary>Answers without a schema: text, files and redirects.</summary>
    private static readonly string[] WithoutSchema = ["get /api/files/{id}", "get /api/session/link", "get /livez", "get /metrics", "get /readyz"];

    [Fact]
    public async Task Every_route_under_api_is_described()
    {
        var described = (await Operations()).Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var routes = from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
                     where path.StartsWith("/api/", StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
                     select $"{method.ToLowerInvariant()} {path}";
        Assert.All(routes, route => Assert.Contains(route, described));
    }

    [Fact]
    public async Task Every_body_and_every_answer_has_a_schema_of_its_own()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, operation) in await Operations())
        {
            if (operation.TryGetProperty("requestBody", out var body))
                Assert.All(body.GetProperty("content").EnumerateObject(), content => Assert.True(
                    names.TryAdd($"{SchemaOf(content.Value)} of {content.Name}", name) || SchemaOf(content.Value).EndsWith("JsonElement", StringComparison.Ordinal),
                    $"{name} shares {SchemaOf(content.Value)} with {names.GetValueOrDefault($"{SchemaOf(content.Value)} of {content.Name}")}"));
            if (!WithoutSchema.Contains(name))
                Assert.All(Successes(operation).Where(each => each.Name is not "204"), answer => Assert.True(
                    answer.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(each => SchemaOf(each.Value).Length > 0),
                    $"{name} answers {answer.Name} without a schema"));
        }
    }

    [Fact]
    public async Task Every_POST_takes_an_idempotency_key() => Assert.All(
        (await Operations()).Where(each => each.Name.StartsWith("post ", StringComparison.Ordinal) && each.Name != "post /api/tickets/bulk"),
        each => Assert.Contains("Idempotency-Key", Parameters(each.Operation)));

    [Fact]
    public async Task Every_edit_takes_a_version() => Assert.All(
        (await Operations()).Where(each => !WithoutVersion.Contains(each.Name)
            && (each.Name.StartsWith("put ", StringComparison.Ordinal) || each.Name.StartsWith("patch ", StringComparison.Ordinal))),
        each => Assert.Contains("If-Match", Parameters(each.Operation)));

    [Fact]
    public async Task Every_problem_has_an_example_with_code_and_remedy()
    {
        var responses = (await Document()).GetProperty("components").GetProperty("responses");
        Assert.All(responses.EnumerateObject(), response =>
        {
            var example = response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("example");
            Assert.Equal(response.Name, $"Problem{example.GetProperty("status").GetInt32()}");
            Assert.False(string.IsNullOrWhiteSpace(example.Text("code")));
            Assert.False(string.IsNullOrWhiteSpace(example.Text("remedy")));
        });
        foreach (var (name, operation) in (await Operations()).Where(each => each.Name.Contains(" /api/", StringComparison.Ordinal)))
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), answer => answer.Name is "429" && name.Length > 0);
    }

    private async Task<JsonElement> Document() =>
        JsonDocument.Parse(await (await host.As(Role.Agent)).GetStringAsync("/openapi/v1.json")).RootElement;

    private async Task<IReadOnlyList<(string Name, JsonElement Operation)>> Operations() =>
        [.. from path in (await Document()).GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select ($"{operation.Name} {path.Name}", operation.Value)];

    private static IEnumerable<JsonProperty> Successes(JsonElement operation) =>
        operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] is '2' or '3');

    private static IEnumerable<string> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(each => (each.Text("$ref") ?? each.Text("name"))!.Split('/')[^1])
        : [];

    private static string SchemaOf(JsonElement content) =>
        content.TryGetProperty("schema", out var schema) ? schema.Text("$ref") ?? schema.GetRawText() : "";
}
