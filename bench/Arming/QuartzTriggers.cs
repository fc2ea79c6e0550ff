using System.Collections.Specialized;
using System.Globalization;
using Npgsql;
using Quartz;
using Quartz.Impl;
using Quartz.Spi;

namespace Dispatch.Bench;

/// <summary>Triggers in Quartz.NET with its ADO job store on PostgreSQL, as one process uses it: not clustered, everything else as Quartz has it by default.</summary>
internal sealed class QuartzTriggers : IAsyncDisposable
{
    private static readonly JobKey Job = new("expire");
    private readonly IScheduler scheduler;
    private int armed;

    private QuartzTriggers(IScheduler scheduler) => this.scheduler = scheduler;

    /// <summary>Makes the tables, starts the scheduler and gives it the one job that all triggers are of.</summary>
    public static async Task<QuartzTriggers> Open(string data)
    {
        await using (var source = NpgsqlDataSource.Create(data))
        await using (var tables = source.CreateCommand(Script()))
            await tables.ExecuteNonQueryAsync();
        var factory = new StdSchedulerFactory(new NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = "bench",
            ["quartz.serializer.type"] = typeof(NoJobData).AssemblyQualifiedName,
            ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
            ["quartz.jobStore.driverDelegateType"] = "Quartz.Impl.AdoJobStore.PostgreSQLDelegate, Quartz",
            ["quartz.jobStore.useProperties"] = "true",
            ["quartz.jobStore.dataSource"] = "bench",
            ["quartz.dataSource.bench.provider"] = "Npgsql",
            // As for the journal, what is said often is prepared, and nothing resets a connection between two uses.
            ["quartz.dataSource.bench.connectionString"] = $"{data};Max Auto Prepare=100;No Reset On Close=true",
        });
        var scheduler = await factory.GetScheduler();
        await scheduler.AddJob(JobBuilder.Create<Expire>().WithIdentity(Job).StoreDurably().Build(), replace: true);
        await scheduler.Start();
        return new(scheduler);
    }

    /// <summary>Stores a trigger that fires once at an instant, and takes it away again.</summary>
    public async Task ArmAndCancel(DateTimeOffset at)
    {
        var key = new TriggerKey(string.Create(CultureInfo.InvariantCulture, $"ticket-{Interlocked.Increment(ref armed)}"));
        await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(key).ForJob(Job).StartAt(at).Build());
        if (!await scheduler.UnscheduleJob(key))
            throw new InvalidOperationException($"Trigger {key} is gone.");
    }

    public async ValueTask DisposeAsync() => await scheduler.Shutdown();

    private static string Script()
    {
        using var reader = new StreamReader(typeof(QuartzTriggers).Assembly.GetManifestResourceStream("quartz-tables.sql")!);
        return reader.ReadToEnd();
    }

    private sealed class Expire : IJob
    {
        public Task Execute(IJobExecutionContext context) => Task.CompletedTask;
    }

    /// <summary>The store asks for a serializer of job data even where there is none.</summary>
    private sealed class NoJobData : IObjectSerializer
    {
        public void Initialize()
        {
        }

        public byte[] Serialize<T>(T obj) where T : class => [];

        public T? DeSerialize<T>(byte[] data) where T : class => null;
    }
}
