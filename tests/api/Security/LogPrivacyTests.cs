using System.Net;
using System.Text;
using Dispatch.Access;
using Dispatch.Silo.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Api.Security;

public sealed class LogPrivacyTests(LogHost host) : IClassFixture<LogHost>
{
    private const string Name = "欧阳保密";
    private const string Phone = "+8619987654321";
    private const string Email = "ouyang.secret@example.org";
    private const string Address = "保密路 4711 号";
    private const string Words = "冰箱里的秘密不制冷";
    private const string Password = "hunter2-hunter2-hunter2";
    private static readonly string[] Personal = [Name, Phone, Phone[1..], Uri.EscapeDataString(Phone), Uri.EscapeDataString(Name), Email, Address, Words, Password];

    [Fact]
    public async Task No_log_line_holds_anything_about_a_person()
    {
        var agent = await host.As(Role.Agent);
        var key = agent.DefaultRequestHeaders.Authorization!.Parameter!;
        var ticket = await Intake(agent);
        await Commands(agent, ticket);
        await BadInput(agent, ticket);
        await SignIns();
        // So that there is something to be found at all.
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").LogInformation("The log is kept.");

        Assert.Contains(host.Lines, line => line.Contains("The log is kept.", StringComparison.Ordinal));
        Assert.All(host.Lines, line => Assert.All([.. Personal, key, key[3..]], datum => Assert.DoesNotContain(datum, line, StringComparison.Ordinal)));
    }

    private static async Task<string> Intake(HttpClient agent)
    {
        var body = $$"""
            { "kind": "repair", "channel": "web", "externalRef": "{{Guid.NewGuid():n}}", "description": "{{Words}}", "data": { "neighbour": "{{Name}}" },
              "customer": { "kind": "phone", "value": "{{Phone}}", "name": "{{Name}}" },
              "contact": { "name": "{{Name}}", "phone": "{{Phone}}", "email": "{{Email}}", "address": "{{Address}}" } }
            """;
        var ticket = (await (await agent.PostAsync("/api/tickets", Answers.Json(body))).Body()).Text("id")!;
        var lines = body.ReplaceLineEndings(" ") + "\n{\"kind\":\"repair\",\"description\":\"" + Words + "\"\n" + "{\"kind\":\"moon\",\"channel\":\"web\",\"description\":\"" + Words + "\"}\n";
        var bulk = await agent.PostAsync("/api/tickets/bulk", new StringContent(lines, Encoding.UTF8, "application/x-ndjson"));
        Assert.Equal(HttpStatusCode.OK, bulk.StatusCode);
        await bulk.Content.ReadAsStringAsync();
        return ticket;
    }

    private static async Task Commands(HttpClient agent, string ticket)
    {
        string[] commands = ["reply", "note"];
        foreach (var command in commands)
            Assert.True((await agent.PostAsync($"/api/tickets/{ticket}/{command}", Answers.Json($$"""{"text":"{{Words}}"}"""))).IsSuccessStatusCode);
        await agent.PostAsync($"/api/tickets/{ticket}/cancel", Answers.Json($$"""{"reason":"{{Words}}"}"""));
        string[] addresses =
        [
            $"/api/tickets?q={Uri.EscapeDataString(Name)}", $"/api/customers?q={Uri.EscapeDataString(Phone)}", $"/api/customers/{Uri.EscapeDataString(Phone)}",
            $"/api/tickets/{ticket}", $"/api/tickets/{ticket}/timeline", $"/api/tickets/{Uri.EscapeDataString(Name)}",
        ];
        foreach (var address in addresses)
            Assert.InRange((int)(await agent.GetAsync(address)).StatusCode, 200, 404);
    }

    private static async Task BadInput(HttpClient agent, string ticket)
    {
        string[] bodies =
        [
            $$"""{"kind":"{{Name}}","channel":"web"}""", $$"""{"kind":"repair","channel":"web","{{Name}}":1}""", $$"""{"kind":"repair","channel":"web","priority":"{{Name}}"}""",
            $$"""{"kind":"repair","channel":"web","description":"{{Words}}""", $$"""{"kind":"repair","channel":"web","place":{"longitude":"{{Address}}","latitude":1} }""",
        ];
        foreach (var body in bodies)
        {
            Assert.InRange((int)(await agent.PostAsync("/api/tickets", Answers.Json(body))).StatusCode, 400, 422);
            Assert.InRange((int)(await agent.PostAsync($"/api/tickets/{ticket}/reply", Answers.Json(body))).StatusCode, 400, 422);
        }
    }

    private async Task SignIns()
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Dispatch", "1");
        for (var attempt = 0; attempt < 5; attempt++)
            await client.PostAsync("/api/session", Answers.Json($$"""{"user":"{{Email}}","password":"{{Password}}"}"""));
        await client.GetAsync($"/api/session/link?token={Password}");
        await host.WithToken(Password).GetAsync("/api/tickets");
        Assert.Null(await host.Services.GetRequiredService<PrincipalStore>().Find(Email, default));
    }
}
