namespace Dispatch.Tests.Core;

public sealed class IdSourceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_flood_within_one_millisecond_gets_no_id_twice()
    {
        var ids = new IdSource(new Standing { Now = Noon }, seed: 1);
        string[] made = [.. Enumerable.Range(0, 100_000).Select(_ => ids.Next())];
        Assert.Equal(made.Length, made.Distinct().Count());
    }

    [Fact]
    public void Ids_sort_in_the_order_in_which_they_were_made()
    {
        var time = new Standing { Now = Noon };
        var ids = new IdSource(time, seed: 2);
        var made = new List<string>();
        for (var millisecond = 0; millisecond < 500; millisecond++)
        {
            made.AddRange([ids.Next(), ids.Next(), ids.Next()]);
            time.Now = time.Now.AddMilliseconds(1);
        }
        Assert.Equal(made.Order(StringComparer.Ordinal), made);
    }

    [Fact]
    public void The_same_seed_makes_the_same_ids_and_another_makes_others()
    {
        string[] Made(int seed)
        {
            var ids = new IdSource(new Standing { Now = Noon }, seed);
            return [ids.Next(), ids.Next()];
        }
        Assert.Equal(Made(3), Made(3));
        Assert.Empty(Made(3).Intersect(Made(4)));
    }

    private sealed class Standing : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
