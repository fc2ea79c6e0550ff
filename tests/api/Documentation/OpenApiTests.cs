using System.Text.Json;
using Dispatch.Access;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.Documentation;

public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_description_is_the_one_that_is_checked_in()
    {
        var client = await host.As(Role.Agent);
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        Assert.StartsWith("3.1", document.RootElement.Text("openapi"));
        var text = JsonSerializer.Serialize(document.RootElement, Indented);
        CheckedIn.Matches("docs/openapi.json", text.ReplaceLineEndings("\n") + "\n");
    }

    [Theory]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/start.js", "text/javascript")]
    [InlineData("/docs/swagger-ui-bundle.js", "text/javascript")]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    public async Task The_explorer_is_served_from_here(string path, string type)
    {
        var answer = await (await host.As(Role.Agent)).GetAsync(path);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual(0x1F, (await answer.Content.ReadAsByteArrayAsync())[0]);
        Assert.DoesNotContain("script-src 'self' 'unsafe", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }
}
