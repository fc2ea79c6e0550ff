using System.Net;
using System.Net.Http.Headers;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api;

/// <summary>The whole service in this process, on a database file of its own.</summary>
public class ApiHost : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("dispatch-api-").FullName;

    /// <summary>Settings beyond the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["demo"] = "off" };

    /// <summary>Path of the database file, unless the settings say otherwise.</summary>
    public string Data => Path.Combine(folder, "test.db");

    /// <summary>A client that says what it needs to and follows no redirect.</summary>
    public HttpClient Anonymous() => CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("http://localhost") });

    /// <summary>A client of a fresh machine principal with one role; answers come in English.</summary>
    public async Task<HttpClient> As(Role role, string org = "company", string? team = null, string? engineer = null)
    {
        var store = Services.GetRequiredService<PrincipalStore>();
        var id = $"{role.ToString().ToLowerInvariant()}-{Guid.NewGuid():n}";
        var create = new CreatePrincipal(id, new("测试", "Test"), org, [role]) { Team = team, Engineer = engineer };
        Assert.Null(await store.Handle(id, create, Origin.System, default));
        return WithToken(await IssueKey(id, role is Role.Display ? KeyKind.Display : KeyKind.Api));
    }

    /// <summary>A client of a fresh person with one role, signed in by a bearer token.</summary>
    public async Task<HttpClient> AsPerson(Role role, string org = "company", string? team = null, string? engineer = null)
    {
        const string password = "correct horse battery";
        var store = Services.GetRequiredService<PrincipalStore>();
        var id = $"{role.ToString().ToLowerInvariant()}-{Guid.NewGuid():n}";
        var create = new CreatePrincipal(id, new("测试", "Test"), org, [role]) { Team = team, Engineer = engineer, Language = "en" };
        Assert.Null(await store.Handle(id, create, Origin.System, default));
        Assert.Null(await store.Handle(id, new SetPassword(Services.GetRequiredService<Passwords>().Hash(password)), Origin.System, default));
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Dispatch", "1");
        await client.PostAsync("/api/session", Answers.Json($$"""{"user":"{{id}}","password":"{{password}}"}"""));
        return WithToken((await (await client.PostAsync("/api/session/token", null)).Body()).Text("accessToken")!);
    }

    /// <summary>A client of the customer of one ticket.</summary>
    public HttpClient AsCustomerOf(string ticket, string org = "company") =>
        WithToken(Services.GetRequiredService<CustomerLinks>().Sign(ticket, org, DateTimeOffset.UtcNow.AddDays(1)));

    /// <summary>A new secret for a principal.</summary>
    public async Task<string> IssueKey(string id, KeyKind kind = KeyKind.Api, IReadOnlyList<string>? scopes = null)
    {
        var secret = Secrets.New(kind);
        var hash = Secrets.Hash(secret);
        var issue = new IssueKey(Secrets.IdOf(hash), kind, hash, "test", scopes, ExpiresAt: null);
        Assert.Null(await Services.GetRequiredService<PrincipalStore>().Handle(id, issue, Origin.System, default));
        return secret;
    }

    /// <summary>A client with a bearer token.</summary>
    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", Data);
        builder.UseSetting("log-level", "critical");
        builder.UseSetting("sign-in-limit", "1000");
        // Visits move when a test moves them.
        builder.UseSetting("improve-every", "0");
        // On Orleans each host is a silo: of its own ports, and, on PostgreSQL, in a company that lives at literal dates.
        builder.UseSetting("silo-port", "0");
        builder.UseSetting("gateway-port", "0");
        builder.UseSetting("advertise", "127.0.0.1");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, FromThisMachine>());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The in-process server knows no addresses; a header gives one for tests that need another.</summary>
    private sealed class FromThisMachine : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = context.Request.Headers.TryGetValue("Test-Address", out var address)
                    ? IPAddress.Parse(address.ToString())
                    : IPAddress.Loopback;
                return rest(context);
            });
            next(app);
        };
    }
}

/// <summary>The service with the demo company.</summary>
public sealed class DemoHost : ApiHost
{
    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["demo"] = "on", ["demo-rate"] = "0" };
}
