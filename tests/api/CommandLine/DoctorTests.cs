using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Api.CommandLine.Diagnosis;
using Dispatch.Api.Hosting;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_sound_database_has_no_fault()
    {
        await Import();

        Assert.DoesNotContain(await Findings(), finding => finding.Gravity is Gravity.Fault);
        Assert.Equal(0, await Doctor());
    }

    [Theory]
    [InlineData("delete from event where seq = (select max(seq) - 3 from event)", "events numbered 1 to")]
    [InlineData("update entity set state = replace(state, '\"status\":\"closed\"', '\"status\":\"open\"') where kind = 'ticket'", "fold into")]
    [InlineData("update ticket_row set version = version - 1", "is listed with")]
    [InlineData("insert into waiting_step values ((select id from ticket_row limit 1), 's9', 'claims', '', 0)", "is listed with waiting")]
    [InlineData("insert into migration values (9999, 'from the future')", "newer program")]
    public async Task What_is_wrong_is_found_and_has_a_remedy(string damage, string expected)
    {
        await Import();
        Execute(damage);

        var found = Assert.Single(await Findings(), finding =>
            finding.Gravity is Gravity.Fault && $"{finding.What.En} {finding.Remedy.En}".Contains(expected, StringComparison.Ordinal));
        Assert.NotEmpty(found.Remedy.Zh);
        Assert.DoesNotMatch(@"\b(is|has|with|events)\b", found.What.Zh);
        Assert.Equal(1, await Doctor());
    }

    [Theory]
    [InlineData("update entity set wake_at = 1000 where kind = 'ticket'", "was due at")]
    [InlineData("update event set at = 99999999999999 where seq = (select max(seq) from event)", "ahead")]
    public async Task What_may_be_in_order_is_a_hint_and_no_failure(string change, string expected)
    {
        await Import();
        Execute(change);

        Assert.Contains(await Findings(), finding => finding.Gravity is Gravity.Hint && finding.What.En.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(0, await Doctor());
    }

    [Fact]
    public async Task A_missing_database_is_not_created()
    {
        Assert.Equal(2, await Doctor());
        Assert.False(File.Exists(folder.File("data.db")));
    }

    public void Dispose() => folder.Dispose();

    private async Task Import() => File.Copy(await ImportedSample.Sqlite, folder.File("data.db"));

    private Task<int> Doctor() => DispatchCommands.Run(["doctor", "--all", "--data", folder.File("data.db"), "--language", "zh"]);

    private async Task<IReadOnlyList<Finding>> Findings()
    {
        var options = DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("data", folder.File("data.db"))]).Build());
        await using var patient = await Patient.Open(options, TimeProvider.System.GetUtcNow(), default);
        var findings = new List<Finding>();
        foreach (var check in Check.All)
            findings.AddRange(await patient.Examine(check, default));
        foreach (var (_, found) in await JournalExamination.Run(patient, _ => { }, default))
            findings.AddRange(found);
        return findings;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("data.db")};Pooling=false");
        Assert.True(connection.Execute(sql) > 0);
    }
}
