namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class DiskCheck
{
    private const long Gigabyte = 1 << 30;
    private const long Least = Gigabyte / 10;

    public static Check Check { get; } = new(new("磁盘空间", "Disk space"), Look);

    private static Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var place in new[] { patient.Options.OnPostgres ? null : patient.Options.Data, patient.Options.Files }.OfType<string>().Select(Existing).Distinct(StringComparer.Ordinal))
        {
            var free = new DriveInfo(place).AvailableFreeSpace;
            if (free < Gigabyte)
                findings.Add(new(
                    free < Least ? Gravity.Fault : Gravity.Hint,
                    new($"{place} 只剩 {free >> 20} MiB。", $"{place} has {free >> 20} MiB left."),
                    new("请腾出空间：磁盘写满时，服务不再接受工单。", "Make room: with a full disk the service takes no tickets in.")));
        }
        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private static string Existing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
