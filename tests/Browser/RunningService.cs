using System.Net.Http.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>The service as a user starts it, with the demo company on a real port, and a real browser.</summary>
public sealed class RunningService : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("dispatch-browser-").FullName;
    private WebApplication app = null!;
    private IPlaywright playwright = null!;

    /// <summary>The service's clock; a story that sets it forward does so for all that follow.</summary>
    public AheadTime Time { get; } = new();

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the service listens.</summary>
    public string Url { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (DashboardBrowser.Missing is not null)
            return;
        var builder = WebApplication.CreateBuilder([
            "--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder, "demo.db"), "--demo-rate", "0",
            "--dashboard", DashboardBrowser.Built, "--log-level", "error", "--improve-every", "0", "--silo-port", "0", "--gateway-port", "0",
        ]);
        builder.AddDispatch();
        builder.Services.AddSingleton<TimeProvider>(Time);
        app = builder.Build();
        app.UseDispatch();
        await app.StartAsync();
        Url = app.Urls.First();
        playwright = await Playwright.CreateAsync();
        Browser = await DashboardBrowser.Launch(playwright);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await Browser.CloseAsync();
            playwright.Dispose();
            await app.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client signed in as a demo user.</summary>
    public async Task<HttpClient> ClientOf(string user)
    {
        var client = new HttpClient { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Add("X-Dispatch", "1");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await client.PostAsJsonAsync("/api/session/demo", new { user })).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Makes a sign-in with a password for somebody of the demo company.</summary>
    public async Task GivePassword(string id, Role role, string password, string? engineer = null)
    {
        var principals = app.Services.GetRequiredService<PrincipalStore>();
        await principals.Handle(id, new CreatePrincipal(id, new("测试", "Test"), "company", [role]) { Engineer = engineer, Language = "en" }, Origin.System, default);
        await principals.Handle(id, new SetPassword(app.Services.GetRequiredService<Passwords>().Hash(password)), Origin.System, default);
    }
}

/// <summary>One service and browser for all browser tests.</summary>
[CollectionDefinition(Name)]
public sealed class WithRunningService : ICollectionFixture<RunningService>
{
    public const string Name = "running service";
}
