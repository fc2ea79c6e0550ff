using System.CommandLine;
using System.Net;
using Dispatch.Api.Hosting;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>health</c>: asks a running process how it is. For supervisors and containers, which have no other program for it.</summary>
public static class HealthCommand
{
    /// <summary>A process that has not answered by then is not well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "address of the process | 进程的地址",
            DefaultValueFactory = _ => DispatchOptions.DefaultUrl,
        };
        var live = new Option<bool>("--live") { Description = "ask only whether it lives, not whether it is ready | 只问是否存活，不问是否就绪" };
        var language = new Option<string?>("--language") { Description = "zh or en; else that of the environment | 语言，默认取自环境" };
        var command = new Command(
            "health", "asks a running process whether it is ready; exit code 1 when it is not | 询问运行中的进程是否就绪；未就绪时退出码为 1") { url, live, language };
        command.SetAction((parsed, cancellationToken) => Run(
            Operator.At(AnsiConsole.Create(new()), parsed.GetValue(language)),
            parsed.GetRequiredValue(url), parsed.GetValue(live) ? Health.LivePath : Health.ReadyPath, cancellationToken));
        return command;
    }

    private static async Task<int> Run(Operator person, string url, string path, CancellationToken cancellationToken)
    {
        var fault = Uri.TryCreate(url, UriKind.Absolute, out var process) && (process.Scheme == Uri.UriSchemeHttp || process.Scheme == Uri.UriSchemeHttps)
            ? await FaultOf(person, new(process, path), cancellationToken)
            : person.Text("不是 http:// 或 https:// 地址。", "This is no http:// or https:// address.");
        if (fault is null)
            return 0;
        await Console.Error.WriteLineAsync($"{url}: {fault}");
        return 1;
    }

    private static async Task<string?> FaultOf(Operator person, Uri question, CancellationToken cancellationToken)
    {
        // No proxy of the environment: whoever is asked runs here or next door.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(question, cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}";
        }
        catch (HttpRequestException silence)
        {
            return silence.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return person.Text($"{Patience.TotalSeconds} 秒内没有回答。", $"No answer within {Patience.TotalSeconds} s.");
        }
    }
}
