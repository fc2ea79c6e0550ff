using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Demo;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Hosting;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>The whole service in this process, under the replay's clock.</summary>
public sealed class ReplayHost : IAsyncDisposable
{
    private const string Principal = "replay";
    private readonly WebApplication app;

    private ReplayHost(WebApplication app) => this.app = app;

    /// <summary>Where people open it.</summary>
    public string Address => Reachable(app.Urls.First());

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts it and waits until it takes requests.</summary>
    /// <param name="settings">Settings of the service by name.</param>
    /// <exception cref="OperatorException">It cannot listen at its address.</exception>
    public static async Task<ReplayHost> Start(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddDispatch(time);
        builder.Services.AddSingleton<FieldDay>();
        builder.Services.AddHostedService<ReplayStaff>();
        // The command hears Ctrl-C, and stops the service when it has said what came of it.
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        var app = builder.Build();
        app.UseDispatch();
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch (IOException occupied) when (occupied.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw new OperatorException(new(
                $"地址已被占用：{occupied.Message} 请停止占用它的程序，或用 --urls 换一个，例如 --urls http://localhost:8090。",
                $"The address is in use: {occupied.Message} Stop what uses it, or name another with --urls, such as --urls http://localhost:8090."));
        }
    }

    /// <summary>Refuses addresses that nobody can listen at.</summary>
    /// <exception cref="OperatorException">One is none.</exception>
    public static void CheckUrls(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty(""))
        {
            try
            {
                if (BindingAddress.Parse(url).Scheme is "http" or "https")
                    continue;
            }
            catch (FormatException)
            {
            }
            throw new OperatorException(new($"--urls：{url} 不是地址，应形如 http://localhost:8080。", $"--urls: {url} is no address; it looks like http://localhost:8080."));
        }
    }

    /// <summary>A client that may open tickets and do nothing else; the key of an earlier run is revoked.</summary>
    public async Task<HttpClient> ClientForIntake(string language, CancellationToken cancellationToken)
    {
        var principals = Services.GetRequiredService<PrincipalStore>();
        if (await principals.Find(Principal, cancellationToken) is null)
            await principals.Handle(Principal, new CreatePrincipal(Principal, new("回放", "Replay"), DemoTeams.Org, [Role.Dispatcher]), Origin.System, cancellationToken);
        foreach (var old in (await principals.Find(Principal, cancellationToken))!.Keys)
            await principals.Handle(Principal, new RevokeKey(old.Id), Origin.System, cancellationToken);
        var secret = Secrets.New(KeyKind.Api);
        var hash = Secrets.Hash(secret);
        await principals.Handle(
            Principal, new IssueKey(Secrets.IdOf(hash), KeyKind.Api, hash, "replay", [Policies.TicketsCreate], ExpiresAt: null), Origin.System, cancellationToken);
        var client = new HttpClient { BaseAddress = new(Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>An address that listens everywhere is reached on this machine.</summary>
    private static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? $"{address.Scheme}://localhost:{address.Port}" : url;
    }

    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
