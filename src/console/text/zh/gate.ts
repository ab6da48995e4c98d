/** 中文：离开通道卡口页面的用语，包括名单、核验结果、放行与劝返登记、断网补报等，与英文逐条对应。 */
export const gate = {
  gate: {
    title: "离开通道卡口", lead: "凭本机所带名单核验许可，有无网络均可。仅供参考，由在岗人员决定；急救一律放行。",
    list: "本机名单", noList: "还没有名单。请在有网络时取用。", age: "{{gate}}：名单已有{{length}}。", old: "名单已过期：可能缺少新的撤销信息，有网络时请更新。",
    name: "卡口", as: "本机以{{org}}“{{role}}”的名义上报。", take: "取最新名单", taken: "已取用。断网时本页仍可打开。", takenOpen: "已取用，但此浏览器无法保存本页：请勿关闭。", forged: "名单签名不符，未取用。",
    full: "本机空间不足，无法保存名单。", noNetwork: "没有网络，继续使用本机名单。",
    check: "核验许可", scan: "扫码，或输入许可编号", code: "纸质许可上的校验码（如有）", look: "核验", letEmergency: "急救：放行",
    permit: "许可{{permit}}，人数：{{n}}。", letPass: "放行", letPassAnyway: "仍予放行", unsure: "此浏览器无法核验签名。请核对纸质编号和校验码，或致电审批岗位。",
    verdict: { pass: "有效", ask: "请进一步核对后决定", no: "无效" },
    doubt: {
      "not-signed": "不是本地签发，或已被改动。", "other-incident": "属于另一事件。", revoked: "已被撤销。", "not-yet": "尚未生效。", expired: "已过期。",
      "other-gate": "限其他卡口使用。", "used-up": "可用次数已用完。", "code-wrong": "校验码与编号不符。",
    },
    turnBack: "劝返", reason: "原因", told: "已告知的其他办法：申请、复核、急救通道", turnedBack: "已劝返", passed: "已放行", emergency: "急救", noPermit: "无许可",
    reports: "本机记录", waiting: "{{n}}条待上报", allSent: "已全部上报",
    toGate: "到卡口核验许可", forGate: "供卡口核验", onPaper: "纸质许可编号旁的校验码：", line: "扫码内容，也可发到本人手机",
  },
} as const;
