using System.CommandLine;
using Dispatch.Api.CommandLine.Diagnosis;
using Dispatch.Api.Hosting;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>doctor</c>: examines a database without changing it, and says what to do about what it finds.</summary>
public static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "examine every entity of a large database too | 大数据库也逐一检查" };
        var command = new Command("doctor", "examines the database; exit code 1 when something is wrong | 检查数据库；有问题时退出码为 1") { all };
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person => Run(person, data.Settings(parsed), parsed.GetValue(all), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(Operator person, DispatchOptions options, bool all, CancellationToken cancellationToken)
    {
        await using var patient = await Patient.Open(options, TimeProvider.System.Now(), cancellationToken);
        person.Say($"检查 {Databases.NameOf(options)}", $"Examining {Databases.NameOf(options)}");
        var faults = 0;
        foreach (var check in Check.All)
            Report(check.Name, await patient.Examine(check, cancellationToken));
        if (faults is 0)
            await ExamineJournal(person, patient, all, Report, cancellationToken);
        person.Say(faults is 0 ? "没有发现问题。" : $"发现 {faults} 个问题。", faults is 0 ? "Nothing is wrong." : $"{faults} things are wrong.");
        return faults is 0 ? 0 : 1;

        void Report(LocalText name, IReadOnlyList<Finding> findings)
        {
            person.Say($"{Mark(findings)} {name.Zh}", $"{Mark(findings)} {name.En}");
            foreach (var finding in findings)
                person.Say($"    {finding.What.Zh}\n    → {finding.Remedy.Zh}", $"    {finding.What.En}\n    → {finding.Remedy.En}");
            faults += findings.Count(finding => finding.Gravity is Gravity.Fault);
        }
    }

    private static async Task ExamineJournal(
        Operator person, Patient patient, bool all, Action<LocalText, IReadOnlyList<Finding>> report, CancellationToken cancellationToken)
    {
        var entities = await patient.Ask<long>("select count(*) from known_entity");
        if (entities > JournalExamination.ManyEntities && !all)
        {
            report(new("日志", "Journal"), [Finding.Hint(
                $"{Operator.Number(entities)} 个对象，逐一检查需要几分钟，已略过。", $"Examining all {Operator.Number(entities)} entities takes minutes and was left out.",
                "加上 --all 检查全部。", "Add --all to examine them.")]);
            return;
        }
        var examined = await person.Console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var bar = progress.AddTask(person.Text("逐一检查", "Examine"), maxValue: entities);
            return JournalExamination.Run(patient, seen => bar.Value = seen, cancellationToken);
        });
        foreach (var (name, findings) in examined)
            report(name, findings);
    }

    private static string Mark(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.Gravity is Gravity.Fault) ? "✗" : findings.Count > 0 ? "!" : "✓";
}
