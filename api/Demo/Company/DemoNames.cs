namespace Dispatch.Api.Demo.Company;

/// <summary>Invented names in both languages; the same index gives the same name.</summary>
internal static class DemoNames
{
    private static readonly LocalText[] Surnames = Pairs(
        "王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 黄 Huang 赵 Zhao 吴 Wu 周 Zhou 徐 Xu 孙 Sun 马 Ma 朱 Zhu 胡 Hu 郭 Guo 何 He 林 Lin 高 Gao 罗 Luo "
        + "郑 Zheng 梁 Liang 谢 Xie 宋 Song 唐 Tang 许 Xu 邓 Deng 冯 Feng 韩 Han 曹 Cao 曾 Zeng 彭 Peng 萧 Xiao 蔡 Cai 潘 Pan 田 Tian 董 Dong 袁 Yuan 于 Yu 余 Yu");

    private static readonly LocalText[] Given = Pairs(
        "伟 Wei 芳 Fang 娜 Na 敏 Min 静 Jing 强 Qiang 磊 Lei 洋 Yang 艳 Yan 勇 Yong 军 Jun 杰 Jie 娟 Juan 涛 Tao 超 Chao 明 Ming 霞 Xia 平 Ping 刚 Gang 桂英 Guiying "
        + "志强 Zhiqiang 秀兰 Xiulan 建华 Jianhua 晓东 Xiaodong 雪梅 Xuemei 文博 Wenbo 思远 Siyuan 佳怡 Jiayi 子轩 Zixuan 雨桐 Yutong 浩然 Haoran 梓涵 Zihan "
        + "嘉豪 Jiahao 欣怡 Xinyi 宇航 Yuhang 诗涵 Shihan 俊杰 Junjie 美玲 Meiling 国庆 Guoqing 春燕 Chunyan 立新 Lixin");

    /// <summary>A name; 1,640 differ.</summary>
    public static LocalText Of(int index)
    {
        var surname = Surnames[index % Surnames.Length];
        var given = Given[(index / Surnames.Length + index * 7) % Given.Length];
        return new(surname.Zh + given.Zh, $"{given.En} {surname.En}");
    }

    private static LocalText[] Pairs(string words) =>
        [.. words.Split(' ').Chunk(2).Select(pair => new LocalText(pair[0], pair[1]))];
}
