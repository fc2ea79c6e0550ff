using System.CommandLine;
using System.Diagnostics;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Api.Hosting;
using Dispatch.Flows;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Tickets;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>import FILE --map MAPPING</c>: brings tickets of another system in as history.</summary>
public static class ImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "CSV file | CSV 文件" };
        var map = new Option<string>("--map") { Required = true, Description = $"JSON file, or one of: | JSON 文件，或自带映射：{string.Join(", ", Mappings.Shipped)}" };
        var org = new Option<string>("--org") { DefaultValueFactory = _ => "company", Description = "org path that owns the tickets | 工单所属组织" };
        var command = new Command("import", "brings tickets of another system in as history | 把其他系统的工单作为历史导入") { file, map, org };
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person =>
            Run(person, data.Settings(parsed), parsed.GetRequiredValue(file), Mappings.Find(parsed.GetRequiredValue(map)), parsed.GetRequiredValue(org), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(
        Operator person, DispatchOptions options, string file, ImportMapping mapping, string org, CancellationToken cancellationToken)
    {
        using var rows = SourceFile.Open(file, mapping);
        if (await Founding.FoundIfNew(options, mapping.City, cancellationToken))
            person.Say("新数据库：已建立演示公司。", "New database: the demo company was founded.");
        person.Say($"导入 {mapping.Name.Zh} 到 {Databases.NameOf(options)}", $"Importing {mapping.Name.En} into {Databases.NameOf(options)}");
        var watch = Stopwatch.StartNew();
        var summary = await Import(person, options, rows, mapping, org, cancellationToken);
        Report(person, summary, watch.Elapsed);
        return summary.Refused > 0 ? 1 : 0;
    }

    private static async Task<ImportSummary> Import(
        Operator person, DispatchOptions options, SourceFile rows, ImportMapping mapping, string org, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var opened = OpenedJournal.Open(Databases.JournalOf(options), time);
        var configuration = new ConfigurationCache(opened.Journal, SiloSetup.NoConfiguration);
        await configuration.Load(cancellationToken);
        var zones = new ZoneMapCache(opened.Journal);
        await zones.Load(cancellationToken);
        RefuseWithoutCaseTypes(configuration);
        var numbers = new TicketNumbers(opened.Journal);
        var import = new HistoryImport(
            opened.Journal, new TicketRules(configuration.Current), zones.Current, numbers, new IdSource(time, Environment.ProcessId), time, org);
        return await person.Console.Progress().AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var (done, bar) = (0, progress.AddTask(person.Text("导入", "Import")));
                var summary = await import.Run(rows.Read(), mapping, () =>
                {
                    if (Interlocked.Increment(ref done) % 100 is 0)
                        bar.Value = rows.Progress * 100;
                }, cancellationToken);
                bar.Value = 100;
                return summary;
            });
    }

    private static void RefuseWithoutCaseTypes(ConfigurationCache configuration)
    {
        if (!configuration.Current.AllCurrent(CaseTypes.Kind).Any())
            throw new OperatorException(new(
                "数据库里没有业务类型，工单无处可去。请先在服务中发布业务类型、路由规则和 SLA 策略；或换一个新数据库，导入会为它建立演示公司。",
                "The database has no case types, so tickets have nowhere to go. Publish case types, routing rules and SLA policies in the service first, "
                + "or name a new database: the import then founds the demo company in it."));
    }

    private static void Report(Operator person, ImportSummary summary, TimeSpan took)
    {
        FaultLines.Say(person, summary.Faults);
        person.Console.Write(Table(person, summary, took));
    }

    private static Table Table(Operator person, ImportSummary summary, TimeSpan took)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        Row("已导入", "Imported", summary.Imported);
        foreach (var (status, count) in summary.Statuses)
            Row($"　其中 {status}", $"  of them {status}", count);
        Row("已存在，跳过", "There before, skipped", summary.Skipped);
        Row("被拒绝", "Refused", summary.Refused);
        Row("有解决时限的工单", "With a resolution target here", summary.Promised);
        Row("　其中超时", "  of them breached", summary.Breached);
        Row("源数据有截止时间的工单", "With a deadline of the source", summary.SourceDue);
        Row("　其中逾期", "  of them late", summary.SourceLate);
        if (summary.Compared > 0)
            table.AddRow(person.Text("两者判断一致", "Both judge alike"), $"{100.0 * summary.Agreed / summary.Compared:0.0} %");
        table.AddRow(person.Text("用时", "Took"), $"{took.TotalSeconds:0.0} s");
        return table;

        void Row(string zh, string en, int count) => table.AddRow(Markup.Escape(person.Text(zh, en)), Operator.Number(count));
    }
}
