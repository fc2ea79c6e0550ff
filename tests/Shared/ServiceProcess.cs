using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Dispatch.Tests.Shared;

/// <summary>The service as users run it: a process of its own, on a free loopback port, which a test may kill and start again and a benchmark may measure.</summary>
/// <remarks>The process ends with this one, however that ends: a watcher in it reads a pipe that closes then.</remarks>
public sealed partial class ServiceProcess : IDisposable
{
    private const int Terminated = 15;
    private const int Continued = 18;
    private const int Stopped = 19;
    private const int LinesKept = 60;
    private const string Script = "exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec dotnet \"$@\" </dev/null 3<&-";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(60);

    private readonly string[] arguments;
    private readonly Queue<string> output = new();
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? process;
    private TaskCompletionSource ready = NewSignal();

    /// <summary>A service that is not started yet.</summary>
    /// <param name="data">Path of the SQLite file, or a PostgreSQL connection string.</param>
    /// <param name="folder">Where uploads and keys go.</param>
    /// <param name="settings">Options that replace or add to the usual ones.</param>
    public ServiceProcess(string data, string folder, params string[] settings)
    {
        Address = new($"http://127.0.0.1:{FreePort()}");
        arguments =
        [
            "--urls", Address.ToString(), "--data", data, "--files", Path.Combine(folder, "files"), "--keys", Path.Combine(folder, "keys"),
            "--demo", "on", "--demo-rate", "0", "--rate-limit", "1000000", "--log-level", "warning", .. settings,
        ];
    }

    /// <summary>The engine whose build of the service runs, as the folder under <c>artifacts</c> names it; null is the engine of this build.</summary>
    public string? Engine { get; init; }

    /// <summary>Where it listens; the same after each start.</summary>
    public Uri Address { get; }

    /// <summary>Completes when the service that runs now, or the next one, takes requests.</summary>
    public Task Ready => Volatile.Read(ref ready).Task;

    /// <summary>Id of the process that runs now.</summary>
    public int Id => process!.Id;

    /// <summary>The last lines it wrote, for the message of a failure.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Where a program lies that was built in the same configuration as this one.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="file">Its file.</param>
    /// <param name="engine">The engine of its build, as the folder under <c>artifacts</c> names it; null is the engine of this build.</param>
    public static string Built(string project, string file, string? engine = null)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var programs = Path.Combine(AppContext.BaseDirectory, "..", "..");
        return Path.GetFullPath(Path.Combine(engine is null ? programs : Path.Combine(programs, "..", "..", engine, "bin"), project, configuration, file));
    }

    /// <summary>Starts the process without waiting for it.</summary>
    public void Launch()
    {
        process = new()
        {
            StartInfo = new("sh", ["-c", Script, "sh", Built("api", "Dispatch.Api.dll", Engine), .. arguments])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts the process and waits until it takes requests.</summary>
    public async Task Start()
    {
        Launch();
        await WaitUntilReady();
    }

    /// <summary>Waits until the launched process takes requests.</summary>
    public async Task WaitUntilReady()
    {
        using var patience = new CancellationTokenSource(ReadyWithin);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await IsReady())
        {
            if (process!.HasExited || patience.IsCancellationRequested)
                throw new InvalidOperationException($"The service did not start:\n{Output}");
            await pulse.WaitForNextTickAsync();
        }
        ready.TrySetResult();
    }

    /// <summary>Clients pass it over from now on, until it is found ready again.</summary>
    public void TakesNoMore()
    {
        if (ready.Task.IsCompleted)
            Volatile.Write(ref ready, NewSignal());
    }

    /// <summary>SIGKILL: it gets no chance to do anything more.</summary>
    /// <returns>The moment just before, as a timestamp.</returns>
    public long Kill()
    {
        TakesNoMore();
        var at = Stopwatch.GetTimestamp();
        process!.Kill();
        process.WaitForExit();
        Forget();
        return at;
    }

    /// <summary>SIGTERM: it may finish what it is at. Returns its exit code.</summary>
    public async Task<int> Terminate()
    {
        Signal(Terminated);
        return await WaitUntilEnded();
    }

    /// <summary>SIGSTOP: it does nothing until it is let go on, and does not know that time passes.</summary>
    public void Freeze() => Signal(Stopped);

    /// <summary>SIGCONT: it goes on as if nothing had been.</summary>
    public void Thaw() => Signal(Continued);

    /// <summary>Waits until the process has ended by itself. Returns its exit code.</summary>
    public async Task<int> WaitUntilEnded()
    {
        using var patience = new CancellationTokenSource(EndWithin);
        await process!.WaitForExitAsync(patience.Token);
        var code = process.ExitCode;
        Forget();
        return code;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (process is not null)
            Kill();
        probe.Dispose();
    }

    private void Signal(int signal)
    {
        if (SendSignal(process!.Id, signal) is not 0)
            throw new InvalidOperationException($"The service could not be signalled: error {Marshal.GetLastPInvokeError()}.");
    }

    private void Forget()
    {
        process!.StandardInput.Close();
        process.Dispose();
        process = null;
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri(Address, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.Enqueue(line);
            if (output.Count > LinesKept)
                output.Dequeue();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
